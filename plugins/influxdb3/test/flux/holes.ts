import type { FluxSource, TextPart } from '../../src/flux/flux-text.ts';

/** Reads the notation of the cases: `‹python›` is a hole, `‹python::type›` one of which the type is known. */
export function readHoles(text: string): FluxSource {
  const parts: TextPart[] = [];
  let hole = 0;
  for (const [index, piece] of text.split(/[‹›]/).entries()) {
    const [python = '', type] = piece.split('::');
    if (index % 2 === 0) parts.push(piece);
    else {
      // The cases name only types that there are.
      parts.push({ hole, text: python, ...(type === undefined ? {} : { type: type as 'str' }) });
      hole += 1;
    }
  }
  return { parts: parts.filter((part) => part !== '') };
}

/** Writes SQL in the notation of the cases. */
export function writeHoles(parts: readonly TextPart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : `‹${part.text}›`)).join('');
}
