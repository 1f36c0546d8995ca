import { createLineMap, type LineMap } from '@moult/text';
import { type PythonToken, readPlainString, tokenizePython } from '../document/python-literals.ts';
import type { ManifestContent, ManifestProblem, RequirementList, WrittenRequirement } from '../manifest.ts';
import { parseRequirement } from '../requirement/parse-requirement.ts';
import { placeRequirement } from '../requirement/place-requirement.ts';

const LISTS = new Set(['install_requires', 'tests_require', 'setup_requires']);

interface Source {
  readonly text: string;
  readonly tokens: readonly PythonToken[];
  readonly map: LineMap;
  readonly requirements: WrittenRequirement[];
  readonly problems: ManifestProblem[];
}

/** Reads the literal lists of setup.py. Whatever is computed is a problem on its line, and stays as it is. */
export function parseSetupPy(text: string): ManifestContent {
  const tokens = tokenizePython(text);
  const source: Source = { text, tokens, map: createLineMap(text), requirements: [], problems: [] };
  let pythonRequires: string | undefined;
  tokens.forEach((token, index) => {
    if (token.kind !== 'name' || tokens[index + 1]?.text !== '=' || tokens[index - 1]?.text === '.') return;
    if (LISTS.has(token.text)) readList(source, index + 2, token.text);
    else if (token.text === 'extras_require') readTable(source, index + 2);
    else if (token.text === 'python_requires') pythonRequires = literalAt(tokens, index + 2);
  });
  return { kind: 'content', requirements: source.requirements, problems: source.problems, pythonRequires };
}

/** Reads the list that an argument or key is given, and gives the index behind it. */
function readList(source: Source, at: number, group: string): number {
  const { tokens } = source;
  const start = tokens[at];
  const open = start?.kind === 'name' ? findAssignedList(tokens, start.text) : at;
  const end = open === undefined ? undefined : readElements(source, open, group);
  if (end === undefined) {
    addProblem(source, start, `${group} is computed, not a list of strings`);
    return at + 1;
  }
  const after = open === at ? end : at + 1;
  const behind = significant(tokens, after);
  if (behind?.text === '+' || behind?.text === '.' || behind?.text === '(')
    addProblem(source, behind, `${group} is partly computed`);
  return after;
}

/** Reads a list or tuple of strings that begins at a token; undefined when there is none. A list that two arguments share is read once. */
function readElements(source: Source, open: number, group: string): number | undefined {
  const { tokens } = source;
  const opening = tokens[open];
  const close = closingIndex(tokens, open);
  if (close === undefined || opening === undefined || (opening.text !== '[' && opening.text !== '(')) return undefined;
  const parts = splitElements(tokens.slice(open + 1, close));
  const range = { start: opening.range.start, end: tokens[close]?.range.end ?? opening.range.end };
  if (source.requirements.some((requirement) => requirement.list.range.start === range.start)) return close + 1;
  const elements = parts.map((part) => ({
    start: part[0]?.range.start ?? range.start,
    end: part.at(-1)?.range.end ?? range.start,
  }));
  const list: RequirementList = { kind: 'brackets', range, elements };
  for (const part of parts) readElement(source, part, group, list);
  return close + 1;
}

/** The list of `NAME = [...]` where the name is assigned once, on the left margin, and never changed in place. */
function findAssignedList(tokens: readonly PythonToken[], name: string): number | undefined {
  const uses = tokens.flatMap((token, index) => (token.kind === 'name' && token.text === name ? [index] : []));
  const changed = uses.some((index) => ['+=', '.', '['].includes(tokens[index + 1]?.text ?? ''));
  const assigned = uses.filter((index) => tokens[index + 1]?.text === '=');
  const [only] = assigned;
  if (changed || only === undefined || assigned.length > 1) return undefined;
  const before = tokens[only - 1];
  const isStatement =
    before === undefined || (before.kind === 'newline' && before.range.end === tokens[only]?.range.start);
  return isStatement && tokens[only + 2]?.text === '[' ? only + 2 : undefined;
}

/** Reads a table of lists: `{'test': ['pytest'], …}`. */
function readTable(source: Source, open: number): void {
  const { tokens } = source;
  const opening = tokens[open];
  const close = closingIndex(tokens, open);
  if (opening?.text !== '{' || close === undefined) {
    addProblem(source, opening, 'extras_require is computed, not a table of lists');
    return;
  }
  let index = open + 1;
  while (index < close) {
    const token = tokens[index];
    const key = token && readPlainString(token);
    if (key !== undefined && tokens[index + 1]?.text === ':') {
      index = readList(source, indexOfSignificant(tokens, index + 2), `extras_require.${key.value}`);
    } else {
      if (token?.kind === 'name' || token?.text === '**')
        addProblem(source, token, 'a part of extras_require is computed');
      index++;
    }
  }
}

function readElement(source: Source, part: readonly PythonToken[], group: string, list: RequirementList): void {
  const [token, ...more] = part;
  if (token === undefined) return;
  const literal = more.length === 0 ? readPlainString(token) : undefined;
  if (literal === undefined) {
    addProblem(source, token, `an element of ${group} is computed or is no plain string`);
    return;
  }
  const line = source.map.lineAt(token.range.start);
  const parsed = parseRequirement(literal.value, literal.content.start);
  if (parsed.kind === 'invalid') {
    source.problems.push({ line, reason: parsed.reason, distribution: parsed.distribution });
    return;
  }
  const comment = commentBehind(source.tokens, token);
  source.requirements.push(
    placeRequirement(source.text, parsed, { group, line, element: token.range, comment, list, obstacle: undefined }),
  );
}

function commentBehind(tokens: readonly PythonToken[], token: PythonToken): PythonToken['range'] | undefined {
  const behind = tokens.slice(tokens.indexOf(token) + 1).find((next) => next.text !== ',');
  return behind?.kind === 'comment' ? behind.range : undefined;
}

/** The elements between commas on the top level, without comments and line ends. */
function splitElements(tokens: readonly PythonToken[]): readonly (readonly PythonToken[])[] {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'comment' || token.kind === 'newline') continue;
    if (/^[[({]$/.test(token.text)) depth++;
    if (/^[\])}]$/.test(token.text)) depth--;
    if (token.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

function closingIndex(tokens: readonly PythonToken[], open: number): number | undefined {
  let depth = 0;
  for (let index = open; index < tokens.length; index++) {
    const text = tokens[index]?.text ?? '';
    if (/^[[({]$/.test(text)) depth++;
    if (/^[\])}]$/.test(text)) depth--;
    if (depth === 0) return index;
  }
  return undefined;
}

function literalAt(tokens: readonly PythonToken[], index: number): string | undefined {
  const token = tokens[index];
  return token && readPlainString(token)?.value;
}

function indexOfSignificant(tokens: readonly PythonToken[], from: number): number {
  let index = from;
  while (tokens[index]?.kind === 'newline' || tokens[index]?.kind === 'comment') index++;
  return index;
}

function significant(tokens: readonly PythonToken[], from: number): PythonToken | undefined {
  return tokens[indexOfSignificant(tokens, from)];
}

function addProblem(source: Source, token: PythonToken | undefined, reason: string): void {
  const line = source.map.lineAt(token?.range.start ?? source.text.length);
  if (source.problems.some((problem) => problem.line === line && problem.reason === reason)) return;
  source.problems.push({ line, reason, distribution: undefined });
}
