export { applyEdits, mapOffset } from './apply-edits.ts';
export {
  type DeclarationRule,
  type DecodedSource,
  decodeSource,
  type RefusedSource,
  type SourceEncoding,
} from './decode-source.ts';
export { type EncodedSource, encodeSource } from './encode-source.ts';
export { indentationOf, shiftIndentation } from './indentation.ts';
export { createLineMap, type LineMap, lineEndOf, lineStartOf, nextLineStartOf, type Position } from './line-map.ts';
export { type Newline, type NewlineStyle, newlineOf, newlineStyleOf, withNewlines } from './newline.ts';
export {
  compareEdits,
  findOverlap,
  insertion,
  removal,
  replacement,
  sameEdit,
  sortEdits,
  type TextEdit,
} from './text-edit.ts';
export { containsOffset, containsRange, rangesOverlap, rangesTouch, sliceRange, type TextRange } from './text-range.ts';
