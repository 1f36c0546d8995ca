/** One word of a command, quotes included. */
export interface ShellWord {
  readonly text: string;
  /** Offset in the line. */
  readonly start: number;
}

/** Quoted text, variables and substitutions belong to the word they stand in. */
const WORD = /(?:"[^"\n]*"|'[^'\n]*'|\$\([^()\n]*\)|\$\{[^{}\n]*\}|[^\s"';&|()`])+/y;

/** The words of a command from an offset up to its end: a separator, a closing bracket, a comment or the end of the line. */
export function readShellWords(line: string, from: number): readonly ShellWord[] {
  const words: ShellWord[] = [];
  let at = from;
  for (;;) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0;
    WORD.lastIndex = at;
    const found = WORD.exec(line)?.[0];
    if (found === undefined || found.startsWith('#')) return words;
    words.push({ text: found, start: at });
    at += found.length;
  }
}
