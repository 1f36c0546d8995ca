import { addParameter } from './add-parameter.ts';
import type { TextPart } from './flux-text.ts';
import { quoteText, type SqlText } from './sql-text.ts';
import type { Expression, StringLiteral } from './syntax.ts';
import { refuse, type Translation } from './translation.ts';

/** Variables that stand for variables that stand for variables: more than this nobody writes. */
const LONGEST_CHAIN = 20;

/** Follows names to the values they were given. */
export function resolveValue(translation: Translation, expression: Expression): Expression {
  let value = expression;
  for (let steps = 0; value.kind === 'identifier' && steps < LONGEST_CHAIN; steps += 1) {
    const known = translation.variables.get(value.name);
    if (known === undefined) return value;
    value = known;
  }
  return value;
}

/** Reads a text that may have holes, but no `${}`. */
export function readText(translation: Translation, expression: Expression | undefined): SqlText | undefined {
  const value = expression === undefined ? undefined : resolveValue(translation, expression);
  if (value?.kind !== 'string') return undefined;
  const pieces: TextPart[] = [];
  for (const piece of value.pieces) {
    if (typeof piece !== 'string' && !('hole' in piece))
      return refuse(translation, value.at, 'an expression inside a string of Flux is not translated');
    pieces.push(piece);
  }
  return pieces;
}

/** Reads a text that is known now. */
export function readPlainText(translation: Translation, expression: Expression | undefined): string | undefined {
  const text = readText(translation, expression);
  if (text === undefined) return undefined;
  const [piece = '', ...more] = text;
  return typeof piece === 'string' && more.length === 0 ? piece : undefined;
}

/** Writes a string as an SQL literal, or as a parameter where Python gives a part of it. */
export function writeString(translation: Translation, literal: StringLiteral, name: string): SqlText | undefined {
  const text = readText(translation, literal);
  if (text === undefined) return undefined;
  if (text.every((part) => typeof part === 'string')) return quoteText(text);
  return addParameter(translation, literal.at, { name, text, asText: true });
}

/** Writes a number, a boolean or a string as SQL. */
export function writeLiteral(translation: Translation, expression: Expression, name: string): SqlText | undefined {
  const value = resolveValue(translation, expression);
  if (value.kind === 'string') return writeString(translation, value, name);
  if (value.kind === 'integer') return [BigInt(value.digits).toString()];
  if (value.kind === 'float') return [writeFloat(value.digits)];
  if (value.kind === 'identifier' && (value.name === 'true' || value.name === 'false')) return [value.name];
  if (value.kind === 'unary' && value.operator === '-') return writeNegative(translation, value.operand);
  if (value.kind !== 'hole') return refuse(translation, value.at, 'only texts, numbers and booleans are compared with');
  if (value.hole.type === 'int' || value.hole.type === 'float')
    return addParameter(translation, value.at, { name, text: [value.hole], asText: false });
  return refuse(translation, value.at, 'it is known only at run time what this value puts into the query');
}

/** A float keeps its point, or SQL would take it for an integer. */
export function writeFloat(digits: string): string {
  const [whole = '', fraction = ''] = digits.split('.');
  return `${whole === '' ? '0' : whole}.${fraction === '' ? '0' : fraction}`;
}

function writeNegative(translation: Translation, operand: Expression): SqlText | undefined {
  if (operand.kind === 'integer') return [`-${BigInt(operand.digits)}`];
  if (operand.kind === 'float') return [`-${writeFloat(operand.digits)}`];
  return refuse(translation, operand.at, 'only numbers have a sign here');
}
