import type { PageHunk } from '@moult/report';
import { element } from './element.ts';
import { hotRange } from './hot-range.ts';

/** Whether both versions stand side by side; below this width they are stacked. */
const WIDE = matchMedia('(min-width: 900px)');
const isPrinting = { now: false };

type Line = { readonly number: number | undefined; readonly text: string; readonly hot?: readonly [number, number] };
type Row = { readonly old?: Line; readonly new?: Line; readonly isChanged: boolean };

/** A hunk, or the lines from `from` to `to` of it, as a table that follows the width of the window. */
export function diffView(hunk: PageHunk, name: string, from = 0, to: number = hunk.lines.length): HTMLElement {
  const rows = pairRows(hunk, from, to);
  const table = element('table', { class: 'diff' });
  const draw = (): void => {
    const isWide = WIDE.matches && !isPrinting.now;
    table.classList.toggle('side-by-side', isWide);
    table.replaceChildren(
      element('caption', { class: 'visually-hidden' }, name),
      isWide ? wideHead() : narrowHead(),
      element('tbody', {}, isWide ? rows.map(wideRow) : stack(rows)),
    );
  };
  redraws.set(table, draw);
  draw();
  return table;
}

const redraws = new WeakMap<Element, () => void>();

/** Keeps drawn diffs in line with the window and with paper. */
export function watchLayout(): void {
  const redraw = (): void => {
    for (const table of document.querySelectorAll('table.diff')) redraws.get(table)?.();
  };
  WIDE.addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    isPrinting.now = true;
    redraw();
  });
  addEventListener('afterprint', () => {
    isPrinting.now = false;
    redraw();
  });
}

function pairRows(hunk: PageHunk, from: number, to: number): readonly Row[] {
  const rows: Row[] = [];
  let [olds, news]: [Line[], Line[]] = [[], []];
  const flush = (): void => {
    for (let i = 0; i < Math.max(olds.length, news.length); i++) rows.push(pairRow(olds[i], news[i]));
    [olds, news] = [[], []];
  };
  for (const line of numberLines(hunk).slice(from, to)) {
    if (line.kind === 'old') olds.push({ number: line.old, text: line.text });
    else if (line.kind === 'new') news.push({ number: line.new, text: line.text });
    else {
      flush();
      rows.push({ ...bothSides(line), isChanged: false });
    }
  }
  flush();
  return rows;
}

interface NumberedLine {
  readonly kind: Kind | 'mark';
  readonly text: string;
  readonly old: number;
  readonly new: number;
}

const KINDS: Readonly<Record<string, NumberedLine['kind']>> = { '-': 'old', '+': 'new', ' ': '' };

/** Every line of a hunk with the number it has on each side. */
function numberLines(hunk: PageHunk): readonly NumberedLine[] {
  let [before, after] = [hunk.oldStart, hunk.newStart];
  return hunk.lines.map((line) => {
    const kind = KINDS[line.charAt(0)] ?? 'mark';
    const numbered = { kind, text: line.slice(1).replace(/\r$/, ''), old: before, new: after };
    if (kind === 'old' || kind === '') before++;
    if (kind === 'new' || kind === '') after++;
    return numbered;
  });
}

/** A mark such as a missing final line end has no number. */
function bothSides(line: NumberedLine): Pick<Row, 'old' | 'new'> {
  const isMark = line.kind === 'mark';
  const side = (number: number): Line => ({ number: isMark ? undefined : number, text: line.text });
  return { old: side(line.old), new: side(line.new) };
}

function pairRow(before: Line | undefined, after: Line | undefined): Row {
  if (before === undefined || after === undefined)
    return { ...(before && { old: before }), ...(after && { new: after }), isChanged: true };
  const hot = hotRange(before.text, after.text);
  if (hot === undefined) return { old: before, new: after, isChanged: true };
  return { old: { ...before, hot: hot.before }, new: { ...after, hot: hot.after }, isChanged: true };
}

function wideHead(): HTMLElement {
  return element(
    'thead',
    { class: 'visually-hidden' },
    element(
      'tr',
      {},
      ...['Line before', 'Before', 'Line after', 'After'].map((title) => element('th', { scope: 'col' }, title)),
    ),
  );
}

function narrowHead(): HTMLElement {
  return element(
    'thead',
    { class: 'visually-hidden' },
    element('tr', {}, ...['Line before', 'Line after', 'Code'].map((title) => element('th', { scope: 'col' }, title))),
  );
}

function wideRow(row: Row): HTMLElement {
  return element('tr', {}, ...wideSide(row.old, row.isChanged, 'old'), ...wideSide(row.new, row.isChanged, 'new'));
}

function wideSide(line: Line | undefined, isChanged: boolean, side: 'old' | 'new'): readonly HTMLElement[] {
  if (line === undefined) return [element('td', { class: 'line-number void' }), element('td', { class: 'void' })];
  const kind = isChanged ? side : '';
  return [element('td', { class: `line-number ${kind}` }, line.number), codeCell(line, kind)];
}

/** Runs of changed rows show what was first, then what is. */
function stack(rows: readonly Row[]): readonly HTMLElement[] {
  const drawn: HTMLElement[] = [];
  for (let i = 0; i < rows.length; ) {
    const ended = rows.findIndex((row, index) => index >= i && !row.isChanged);
    const end = ended < 0 ? rows.length : ended;
    drawn.push(...stackRun(rows.slice(i, end)));
    const same = rows[end];
    if (same?.old !== undefined) drawn.push(narrowRow(same.old.number, same.new?.number, same.old, ''));
    i = end + 1;
  }
  return drawn;
}

function stackRun(run: readonly Row[]): readonly HTMLElement[] {
  return [
    ...run.flatMap((row) => (row.old === undefined ? [] : narrowRow(row.old.number, undefined, row.old, 'old'))),
    ...run.flatMap((row) => (row.new === undefined ? [] : narrowRow(undefined, row.new.number, row.new, 'new'))),
  ];
}

function narrowRow(before: number | undefined, after: number | undefined, line: Line, kind: Kind): HTMLElement {
  const number = (value: number | undefined): HTMLElement => element('td', { class: `line-number ${kind}` }, value);
  return element('tr', {}, number(before), number(after), codeCell(line, kind));
}

type Kind = 'old' | 'new' | '';
const SIGNS: Readonly<Record<Kind, string>> = { old: '−', new: '+', '': ' ' };

function codeCell({ text, hot }: Line, kind: Kind): HTMLElement {
  const sign = element('span', { class: 'sign' }, SIGNS[kind]);
  if (kind === '') return element('td', { class: 'code' }, sign, text);
  const code = element(kind === 'old' ? 'del' : 'ins', {}, ...(hot === undefined ? [text] : hotParts(text, hot)));
  return element('td', { class: `code ${kind}` }, sign, code);
}

function hotParts(text: string, [start, end]: readonly [number, number]): readonly (Node | string)[] {
  if (start === end) return [text];
  return [text.slice(0, start), element('span', { class: 'hot' }, text.slice(start, end)), text.slice(end)];
}
