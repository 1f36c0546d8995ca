import { createLineMap, type LineMap, type TextEdit, type TextRange } from '@moult/text';
import { originalOffset, type PieceText } from '../pieces/piece-text.ts';
import type { Place } from './candidate.ts';

/** Turns places of the texts of a pass into places of the texts as read. */
export interface OriginalPlaces {
  placeOf(path: string, current: PieceText, range: TextRange): Place;
  /** The same edit as seen from the text as read. What it does inside written text becomes an edit of the whole gap. */
  editOf(current: PieceText, edit: TextEdit): TextEdit;
}

/** Opens the places of a service; a line map is made once per file. */
export function openPlaces(): OriginalPlaces {
  const maps = new Map<string, LineMap>();
  const linesOf = (path: string, text: string): LineMap => {
    const map = maps.get(path) ?? createLineMap(text);
    maps.set(path, map);
    return map;
  };
  return {
    placeOf: (path, current, range) => {
      const start = originalOffset(current, range.start);
      const end = Math.max(start, originalOffset(current, range.end, true));
      const lines = linesOf(path, current.original);
      const { line, column } = lines.positionAt(start);
      return { path, start, end, line, column, endLine: lines.lineAt(Math.max(start, end - 1)) };
    },
    editOf: (current, edit) => {
      const start = originalOffset(current, edit.start);
      const end = edit.end === edit.start ? start : Math.max(start, originalOffset(current, edit.end, true));
      return { start, end, newText: edit.newText };
    },
  };
}
