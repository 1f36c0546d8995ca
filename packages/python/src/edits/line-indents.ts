import { indentationOf, lineStartOf, type TextEdit } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';

/** Blanks taken out of, and put into, the indentation of a line, at a column of the old indentation. */
export interface IndentShift {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/** A line to put before another, outside of what the other is moved into later. */
interface LineBefore {
  readonly write: (indent: string) => string;
  /** Shifts of the line that were known when this one was added. */
  readonly known: number;
  /** A part of what the line begins, such as a decorator: other lines go above it. */
  readonly isAttached: boolean;
}

/** What happens at the beginning of one line. */
interface LineHead {
  readonly start: number;
  readonly indent: string;
  readonly shifts: IndentShift[];
  /** Lines to put before this one. */
  readonly before: LineBefore[];
  /** The indentation is written already by what is left of the line before. */
  joins: boolean;
  /** Something depends on the indentation staying what it is, so no other change may move the line. */
  claimed: boolean;
}

/**
 * Collects what one change does to the beginnings of lines: moves and new lines compose, and each line ends up with one edit. New lines
 * replace the indentation they stand beside rather than being inserted, so that a change that moves the line overlaps and waits.
 */
export class LineIndents {
  readonly #tree: SyntaxTree;
  readonly #heads = new Map<number, LineHead>();

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
  }

  /** Moves every line that begins in the range, except blank lines and those inside strings. */
  shift(start: number, end: number, shift: IndentShift): void {
    const { text, lines } = this.#tree;
    for (let line = lines.lineAt(start); line <= lines.lineAt(Math.max(start, end - 1)); line++) {
      const range = lines.lineRange(line);
      if (range === undefined || range.start < start) continue;
      if (text.slice(range.start, range.end).trim() === '' || this.#isInsideString(range.start)) continue;
      this.#headAt(range.start).shifts.push(shift);
    }
  }

  /** Puts a line before the line around `offset`, written with the indentation of that line as moved so far. */
  addBefore(offset: number, write: (indent: string) => string, isAttached = false): void {
    const head = this.#headAt(offset);
    head.before.push({ write, known: head.shifts.length, isAttached });
  }

  /** Says that the text before this line is taken out up to the line's beginning. */
  join(offset: number): void {
    this.#headAt(offset).joins = true;
  }

  /** Keeps other changes from moving the line, and gives the indentation it will have. */
  claim(offset: number): () => string {
    const head = this.#headAt(offset);
    head.claimed = true;
    return () => movedIndent(head);
  }

  /** One edit for each line concerned; `newline` is the line end to write there. */
  edits(newline: (offset: number) => string): readonly TextEdit[] {
    return [...this.#heads.values()].flatMap((head) => editsOfHead(head, newline(head.start), this.#tree.text));
  }

  #headAt(offset: number): LineHead {
    const start = lineStartOf(this.#tree.text, offset);
    const known = this.#heads.get(start);
    if (known !== undefined) return known;
    const indent = indentationOf(this.#tree.text.slice(start, start + 400));
    const head = { start, indent, shifts: [], before: [], joins: false, claimed: false };
    this.#heads.set(start, head);
    return head;
  }

  #isInsideString(offset: number): boolean {
    for (let node: ReturnType<SyntaxTree['nodeAt']> | undefined = this.#tree.nodeAt(offset); node; node = node.parent) {
      if (node.kind === 'string' && node.start < offset && node.end > offset) return true;
    }
    return false;
  }
}

/** The indentation a line gets. Shifts name columns of the old one, so the last column comes first; later moves inward can be left out. */
function movedIndent({ indent, shifts }: LineHead, known: number = shifts.length): string {
  const applied = shifts.filter(({ insert }, index) => index < known || insert === '');
  let moved = indent;
  for (const { at, remove, insert } of applied.sort((a, b) => b.at - a.at || b.remove - a.remove)) {
    if (indent.length < at + remove) {
      if (insert !== '') moved += insert;
      continue;
    }
    moved = moved.slice(0, at) + insert + moved.slice(at + remove);
  }
  return moved;
}

function editsOfHead(head: LineHead, newline: string, text: string): readonly TextEdit[] {
  const { start, indent, before, joins, claimed } = head;
  const moved = movedIndent(head);
  const end = start + indent.length;
  const ordered = [...before.filter((line) => !line.isAttached), ...before.filter((line) => line.isAttached)];
  const added = ordered.map(({ write, known }) => write(movedIndent(head, known)) + newline).join('');
  const whole = added + moved;
  const newText = joins ? whole.slice(indentationOf(whole).length) : whole;
  if (newText === indent) return claimed && indent !== '' ? [{ start, end, newText }] : [];
  // Without indentation to replace, what belongs to the line replaces its first unit, so that it goes with the line or waits.
  const isFirm = indent === '' && !joins && before.some((line) => line.isAttached) && end < text.length;
  if (isFirm) return [{ start, end: end + 1, newText: newText + text.slice(end, end + 1) }];
  return [removedPart(head) ?? { start, end, newText }];
}

/** A line that only moves left loses just the blanks that go, so that other changes can move it too. */
function removedPart({ start, shifts, before, joins, claimed }: LineHead): TextEdit | undefined {
  const [only] = shifts;
  if (shifts.length !== 1 || only === undefined || only.insert !== '') return undefined;
  if (before.length > 0 || joins || claimed) return undefined;
  return { start: start + only.at, end: start + only.at + only.remove, newText: '' };
}
