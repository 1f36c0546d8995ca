import type { Hole, TextPart } from './flux-text.ts';
import type { SqlText } from './sql-text.ts';
import { refuse, type Translation } from './translation.ts';

/** A value for `query_parameters`: the name it should have, and the text of the query it stands for. */
export interface ParameterRequest {
  readonly name: string;
  readonly text: readonly TextPart[];
  /** Whether the value is a text whatever Python gives. */
  readonly asText: boolean;
}

/** Adds a query parameter and gives the SQL that refers to it. */
export function addParameter(translation: Translation, at: number, request: ParameterRequest): SqlText | undefined {
  const values = request.text.map((part) =>
    typeof part === 'string' ? writePython(part) : writeHole(part, request.asText),
  );
  if (values.some((value) => value === undefined))
    return refuse(translation, at, 'the value is formatted on its way into the query, which a parameter does not do');
  const python = values.join(' + ');
  const known = translation.parameters.find(
    (one) => one.python === python && one.name.startsWith(plainName(request.name)),
  );
  if (known !== undefined) return [`$${known.name}`];
  const name = freeName(translation, plainName(request.name));
  translation.parameters.push({ name, python });
  return [`$${name}`];
}

function writeHole(hole: Hole, asText: boolean): string | undefined {
  if (hole.format !== undefined && hole.format !== '') return undefined;
  if (!asText || hole.type === 'str' || isText(hole.text)) return hole.text;
  return `str(${hole.text})`;
}

/** Calls that give a text, whatever they are called on. */
function isText(python: string): boolean {
  return (
    /\.(?:isoformat|strftime)\([^()]*\)$/.test(python) &&
    !/[+\-*/%,]|\b(?:if|else|or|and|lambda)\b/.test(python.replaceAll(/\([^()]*\)/g, ''))
  );
}

/** A text as a Python literal; JSON's escapes mean the same there. */
function writePython(text: string): string {
  return JSON.stringify(text);
}

function plainName(name: string): string {
  const plain = name.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain.toLowerCase() : `value${plain === '' ? '' : `_${plain}`}`;
}

function freeName(translation: Translation, name: string): string {
  const taken = new Set(translation.parameters.map((one) => one.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}_${number}`)) number += 1;
  return `${name}_${number}`;
}
