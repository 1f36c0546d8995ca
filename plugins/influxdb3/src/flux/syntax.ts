import type { Hole, TextPart } from './flux-text.ts';

/** Something a query says that cannot be read or translated: where (offset in the flat text) and why. */
export interface FluxProblem {
  readonly at: number;
  readonly reason: string;
}

/** Units of durations as Flux spells them. `m` is minutes, `mo` months. */
export type DurationUnit = 'ns' | 'us' | 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'y';

/** One magnitude of a duration: digits, or a hole that gives them. */
export interface DurationTerm {
  readonly amount: string | Hole;
  readonly unit: DurationUnit;
}

/** Piece of a string literal: unescaped text, a hole, or the extent of what stands in a `${}` of Flux itself. */
export type StringPiece = TextPart | { readonly start: number; readonly end: number };

interface At {
  readonly at: number;
}

export type IntegerLiteral = At & { readonly kind: 'integer'; readonly digits: string };
export type FloatLiteral = At & { readonly kind: 'float'; readonly digits: string };
export type DurationLiteral = At & { readonly kind: 'duration'; readonly terms: readonly DurationTerm[] };
/** A point in time as written, or a hole that gives it, with the text behind the hole. */
export type TimeLiteral = At & { readonly kind: 'time'; readonly value: string | Hole; readonly suffix: string };
export type StringLiteral = At & { readonly kind: 'string'; readonly pieces: readonly StringPiece[] };
export type RegexLiteral = At & { readonly kind: 'regex'; readonly pieces: readonly TextPart[] };
export type HoleExpression = At & { readonly kind: 'hole'; readonly hole: Hole };
export type Identifier = At & { readonly kind: 'identifier'; readonly name: string };
export type ArrayExpression = At & { readonly kind: 'array'; readonly items: readonly Expression[] };

/** A named argument, or a property of a record. Without a value the name stands for itself. */
export interface Property {
  readonly at: number;
  readonly name: string;
  readonly value: Expression | undefined;
}

export type RecordExpression = At & {
  readonly kind: 'record';
  /** What `with` extends. */
  readonly base: Identifier | undefined;
  readonly properties: readonly Property[];
};

export type FunctionExpression = At & {
  readonly kind: 'function';
  readonly parameters: readonly Property[];
  /** The expression it gives; undefined for a body of statements. */
  readonly body: Expression | undefined;
};

export type CallExpression = At & {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Property[];
};

export type MemberExpression = At & { readonly kind: 'member'; readonly object: Expression; readonly name: string };
export type IndexExpression = At & {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
};
export type UnaryExpression = At & {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | 'not' | 'exists';
  readonly operand: Expression;
};
export type BinaryOperator =
  | ('or' | 'and')
  | ('==' | '!=' | '<' | '<=' | '>' | '>=' | '=~' | '!~')
  | ('+' | '-' | '*' | '/' | '%' | '^');
export type BinaryExpression = At & {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
};
/** `source |> call`; `at` is the offset of the pipe. */
export type PipeExpression = At & { readonly kind: 'pipe'; readonly source: Expression; readonly call: Expression };
export type ConditionalExpression = At & {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
};
/** The `<-` that stands for what is piped into a function. */
export type PipeParameter = At & { readonly kind: 'pipe-parameter' };

export type Expression =
  | IntegerLiteral
  | FloatLiteral
  | DurationLiteral
  | TimeLiteral
  | StringLiteral
  | RegexLiteral
  | HoleExpression
  | Identifier
  | ArrayExpression
  | RecordExpression
  | FunctionExpression
  | CallExpression
  | MemberExpression
  | IndexExpression
  | UnaryExpression
  | BinaryExpression
  | PipeExpression
  | ConditionalExpression
  | PipeParameter;

export type Statement =
  | (At & { readonly kind: 'package'; readonly name: string })
  | (At & { readonly kind: 'import'; readonly path: string })
  | (At & { readonly kind: 'option'; readonly name: string })
  | (At & { readonly kind: 'assignment'; readonly name: string; readonly value: Expression })
  | (At & { readonly kind: 'expression'; readonly expression: Expression });

export type FluxProgram = readonly Statement[];

/** A program, or the first thing that cannot be read. */
export type ParseResult =
  | { readonly kind: 'parsed'; readonly statements: FluxProgram }
  | { readonly kind: 'invalid'; readonly at: number; readonly reason: string };
