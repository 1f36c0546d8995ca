import type { TextRange } from '@moult/text';
import { type LogicalLine, splitLogicalLines } from '../document/logical-lines.ts';
import { readShellWords, type ShellWord } from '../document/shell-words.ts';
import type {
  ManifestContent,
  ManifestProblem,
  ManifestReference,
  RequirementList,
  WrittenRequirement,
} from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

const TOOLS = String.raw`(?:pip3?(?:\.\d+)?|\$[({]PIP3?[)}]|pipx|uv\s+pip|pipenv)(?:\s+--?[\w-]+(?:=\S+)?)*\s+install|(?:uv|poetry|pdm|rye)\s+add`;
const INSTALL = new RegExp(String.raw`(?:\b|(?=\$))(?:${TOOLS})(?=\s)`, 'g');
/** Comments, and commands that only print. */
const SILENT = /^\s*(?:#|;|\/\/|@?(?:rem|echo|printf)\b)/i;
const WITH_VALUE = new Set(
  '-i --index-url --extra-index-url -f --find-links -t --target --prefix --root --group -p --python --platform'.split(
    ' ',
  ),
);

interface PlacedWord {
  readonly text: string;
  readonly range: TextRange;
  readonly line: number;
}

interface Found {
  readonly requirements: WrittenRequirement[];
  readonly references: ManifestReference[];
  readonly problems: ManifestProblem[];
}

/** Reads the requirements in `pip install` and its like, wherever in a file such a command stands. */
export function parseInstallCommands(text: string): ManifestContent {
  const found: Found = { requirements: [], references: [], problems: [] };
  for (const line of splitLogicalLines(text)) {
    if (SILENT.test(line.text)) continue;
    for (const match of line.text.matchAll(INSTALL)) readArguments(text, line, match.index + match[0].length, found);
  }
  return { kind: 'content', ...found };
}

function readArguments(text: string, line: LogicalLine, from: number, found: Found): void {
  const words = readShellWords(line.text, from).map((word): PlacedWord => {
    const start = line.range.start + word.start;
    return { text: word.text, range: { start, end: start + word.text.length }, line: lineOf(text, line, word) };
  });
  const elements = words.map((word) => word.range);
  const start = line.range.start + from;
  const list: RequirementList = { kind: 'words', range: { start, end: elements.at(-1)?.end ?? start }, elements };
  words.forEach((word, index) => {
    const option = words[index - 1]?.text ?? '';
    const reference = readReference(option, word);
    if (reference !== undefined) found.references.push(reference);
    else if (!word.text.startsWith('-') && !WITH_VALUE.has(option)) readWord(text, word, list, found);
  });
}

function readReference(option: string, word: PlacedWord): ManifestReference | undefined {
  const target = unquote(word.text);
  if (/^(-r|--requirements?)$/.test(option)) return { kind: 'requirements', target, line: word.line };
  if (/^(-c|--constraints?)$/.test(option)) return { kind: 'constraints', target, line: word.line };
  return undefined;
}

function readWord(text: string, { text: word, range, line }: PlacedWord, list: RequirementList, found: Found): void {
  const quote = /^(["'])[^"']*\1$/.exec(word)?.[1]?.length ?? 0;
  const inner = word.slice(quote, word.length - quote);
  if (/^[./~$]|:\/\/|^\d*>/.test(inner) || /\.(whl|zip|tar\.gz)$/.test(inner)) return;
  const parsed = parseRequirement(inner.replace(/@latest$/, ''), range.start + quote);
  if (parsed.kind === 'requirement') {
    const place = { group: undefined, line, element: range, comment: undefined, list, obstacle: undefined };
    found.requirements.push(placeRequirement(text, parsed, place));
  } else if (parsed.distribution !== undefined && /[=<>~!]=|[<>]/.test(inner)) {
    found.problems.push({ line, reason: parsed.reason, distribution: parsed.distribution });
  }
}

/** Number of the physical line a word stands on. */
function lineOf(text: string, line: LogicalLine, word: ShellWord): number {
  const before = text.slice(line.range.start, line.range.start + word.start);
  return line.line + (before.match(/\r\n|\n|\r/g)?.length ?? 0);
}

function unquote(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}
