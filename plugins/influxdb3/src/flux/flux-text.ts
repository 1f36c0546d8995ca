/** A place in a query that Python fills at run time. */
export interface Hole {
  /** Index of the hole among the holes of the query. */
  readonly hole: number;
  /** Python source of the expression, without braces, conversion and format. */
  readonly text: string;
  /** Conversion and format as written, `!r` or `:.2f`; absent in most holes. */
  readonly format?: string;
  /** What the caller knows about the value. */
  readonly type?: 'int' | 'float' | 'bool' | 'str' | 'time';
}

/** A stretch of text, already unescaped as Python does, or a hole. */
export type TextPart = string | Hole;

/** A Flux query as the text of a Python string. */
export interface FluxSource {
  readonly parts: readonly TextPart[];
}

/** A query in one string, in which every hole takes one character. Offsets in the other files count in this text. */
export interface FluxText {
  readonly text: string;
  readonly holes: ReadonlyMap<number, Hole>;
}

/** Where an offset of the flat text is in the parts: in which part, and how many UTF-16 units from its start. */
export interface PartOffset {
  readonly part: number;
  readonly offset: number;
}

/** What stands for a hole in the flat text. A character of a query is a hole only if `holes` knows its offset. */
const PLACE = '\uE000';

/** Puts the parts of a query into one text. */
export function flatten({ parts }: FluxSource): FluxText {
  const holes = new Map<number, Hole>();
  const pieces: string[] = [];
  let length = 0;
  for (const part of parts) {
    const piece = typeof part === 'string' ? part : PLACE;
    if (typeof part !== 'string') holes.set(length, part);
    pieces.push(piece);
    length += piece.length;
  }
  return { text: pieces.join(''), holes };
}

/** Finds the part an offset of the flat text is in. */
export function locate({ parts }: FluxSource, at: number): PartOffset {
  let rest = at;
  for (const [part, piece] of parts.entries()) {
    const length = typeof piece === 'string' ? piece.length : 1;
    if (rest < length || part === parts.length - 1) return { part, offset: Math.min(rest, length) };
    rest -= length;
  }
  return { part: 0, offset: 0 };
}
