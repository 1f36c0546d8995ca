import type { PageChange, PageFile, PageHunk, PagePiece, ReviewData } from '@moult/report';
import { type Filter, wantsChange, wantsService, wantsText } from './filters.ts';

/** One place where lines change. */
export interface Occurrence {
  readonly file: PageFile;
  /** Number of the file in the page's list. */
  readonly fileNumber: number;
  readonly hunk: PageHunk;
  readonly hunkNumber: number;
  readonly piece: PagePiece;
}

/** The same lines by the same rules, everywhere they are. */
export interface Shape {
  readonly places: readonly Occurrence[];
  readonly services: number;
  /** Whether one of its changes wants a reviewer's eye. */
  readonly isReview: boolean;
}

/** Every place of the page where lines change, in the order of files. */
export function listOccurrences(data: ReviewData): readonly Occurrence[] {
  return data.files.flatMap((file, fileNumber) =>
    file.hunks.flatMap((hunk, hunkNumber) =>
      hunk.pieces.map((piece) => ({ file, fileNumber, hunk, hunkNumber, piece })),
    ),
  );
}

/** Groups places of the same shape: rare shapes first, and of equally rare ones those that want a look. */
export function groupShapes(data: ReviewData, places: readonly Occurrence[]): readonly Shape[] {
  const groups = new Map<number, Occurrence[]>();
  for (const place of places) {
    const group = groups.get(place.piece.shape);
    if (group === undefined) groups.set(place.piece.shape, [place]);
    else group.push(place);
  }
  return [...groups.values()]
    .map((group) => ({
      places: group,
      services: new Set(group.map(({ file }) => file.service)).size,
      isReview: changesOf(data, group[0]).some(({ grade }) => grade !== 'safe'),
    }))
    .sort((a, b) => a.places.length - b.places.length || Number(b.isReview) - Number(a.isReview));
}

/** Whether the reader asks for this place. */
export function wantsPlace(filter: Filter, data: ReviewData, place: Occurrence): boolean {
  if (!wantsService(filter, data, place.file.service)) return false;
  const changes = changesOf(data, place);
  if (changes.length > 0 && !changes.some((change) => wantsChange(filter, data, change))) return false;
  if (filter.text === '') return true;
  return wantsText(filter, [
    place.file.path,
    ...place.hunk.lines.slice(place.piece.from, place.piece.to),
    ...changes.flatMap((change) => textsOf(data, change)),
  ]);
}

/** What can be found of a change by typing. */
export function textsOf(data: ReviewData, change: PageChange): readonly (string | undefined)[] {
  const { plugin = '', rule = '', message = '', why = '' } = data.explanations[change.explanation] ?? {};
  return [`${plugin}/${rule}`, message, why, change.id, change.path, change.reason];
}

function changesOf(data: ReviewData, place: Occurrence | undefined): readonly PageChange[] {
  return (place?.piece.changes ?? []).flatMap((number) => data.changes[number] ?? []);
}

/** First line of a place in the file as it is now. */
export function lineOf({ hunk, piece }: Occurrence): number {
  return hunk.oldStart + hunk.lines.slice(0, piece.from).filter((line) => !line.startsWith('+')).length;
}
