import { type LogicalLine, splitLogicalLines } from '../document/logical-lines.ts';
import type { ManifestContent, ManifestReference, RequirementList, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

const INSTALL =
  /\b(?:pip3?(?:\.\d+)?|pipx|uv\s+pip|uv\s+add|uv\s+tool|poetry\s+add|pdm\s+add|pipenv)(?:\s+(?:--?[\w-]+(?:=\S+)?))*(?:\s+install)?(?=\s)/g;
const WORD = /(?:"[^"\n]*"|'[^'\n]*'|[^\s"';&|()`])+/y;
const WITH_VALUE = new Set([
  '-i',
  '--index-url',
  '--extra-index-url',
  '-f',
  '--find-links',
  '-t',
  '--target',
  '--prefix',
  '--root',
  '--group',
  '-p',
  '--python',
]);

interface Word {
  readonly text: string;
  readonly start: number;
}

/** Reads the requirements in `pip install` and its like, wherever in a file such a command stands. */
export function parseInstallCommands(text: string): ManifestContent {
  const requirements: WrittenRequirement[] = [];
  const references: ManifestReference[] = [];
  for (const line of splitLogicalLines(text)) {
    if (/^\s*(#|;|\/\/|rem\b)/i.test(line.text)) continue;
    for (const match of line.text.matchAll(INSTALL)) {
      if (!/\b(install|add)$/.test(match[0])) continue;
      readArguments(text, line, match.index + match[0].length, requirements, references);
    }
  }
  return { kind: 'content', requirements, references };
}

function readArguments(
  text: string,
  line: LogicalLine,
  from: number,
  requirements: WrittenRequirement[],
  references: ManifestReference[],
): void {
  const words = readWords(line.text, from);
  const elements = words.map((word) => ({
    start: line.range.start + word.start,
    end: line.range.start + word.start + word.text.length,
  }));
  const list: RequirementList = {
    kind: 'words',
    range: { start: line.range.start + from, end: elements.at(-1)?.end ?? line.range.end },
    elements,
  };
  words.forEach((word, index) => {
    const option = words[index - 1]?.text ?? '';
    if (/^(-r|--requirements?|-c|--constraints?)$/.test(option)) {
      references.push({
        kind: /^(-c|--constraints?)$/.test(option) ? 'constraints' : 'requirements',
        target: unquote(word.text),
        line: lineOf(text, line, word),
      });
    } else if (!word.text.startsWith('-') && !WITH_VALUE.has(option)) {
      const read = readWord(text, line, word, list);
      if (read !== undefined) requirements.push(read);
    }
  });
}

/** The words up to the end of the command. */
function readWords(line: string, from: number): readonly Word[] {
  const words: Word[] = [];
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

function readWord(text: string, line: LogicalLine, word: Word, list: RequirementList): WrittenRequirement | undefined {
  const quote = /^(["'])[^"']*\1$/.exec(word.text)?.[1]?.length ?? 0;
  const inner = word.text.slice(quote, word.text.length - quote).replace(/,$/, '');
  if (/^[./~$]|:\/\/|^\d*>|[{}$*<>]{2}/.test(inner) || /\.(whl|zip|tar\.gz)$/.test(inner)) return undefined;
  const start = line.range.start + word.start;
  const parsed = parseRequirement(inner.replace(/@latest$/, ''), start + quote);
  if (parsed.kind === 'invalid') return undefined;
  return placeRequirement(text, parsed, {
    group: undefined,
    line: lineOf(text, line, word),
    element: { start, end: start + word.text.length },
    comment: undefined,
    list,
    obstacle: undefined,
  });
}

/** Number of the physical line a word stands on. */
function lineOf(text: string, line: LogicalLine, word: Word): number {
  const before = text.slice(line.range.start, line.range.start + word.start);
  return line.line + (before.match(/\r\n|\n|\r/g)?.length ?? 0);
}

function unquote(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}
