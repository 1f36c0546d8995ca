import type { ManifestNote } from '@moult/manifest';
import type { FindingText, ManifestChange, ManifestKind, Plugin } from '@moult/plugin-api';
import type { Lowering } from '../rewrite/candidate.ts';
import { whyWish } from './describe-wish.ts';

/** The finding a note becomes; undefined where there is nothing for a person to do. */
export function noteFinding(note: ManifestNote, wish: ManifestChange, plugin: Plugin): FindingText | undefined {
  const todo = todoFor(note.kind);
  if (todo === undefined) return undefined;
  const message = note.message.replace(/\.$/, '');
  return { message, why: whyWish(wish, plugin), todo, ...(NOTES.has(note.kind) && { level: 'note' }) };
}

/** Lines that stay right as they are. */
const NOTES: ReadonlySet<ManifestNote['kind']> = new Set(['unbounded', 'newer', 'extra-dropped']);

/** A note on a change that makes it less than safe. */
export function noteLowering(note: ManifestNote, kind: ManifestKind): Lowering | undefined {
  if (note.kind === 'extra-dropped' || note.kind === 'python-range')
    return { to: 'review', why: note.message.replace(/\.$/, '') };
  if (note.kind !== 'unreadable' && note.kind !== 'not-edited') return undefined;
  return kind === 'lock' ? undefined : { to: 'review', why: note.message.replace(/\.$/, '') };
}

function todoFor(kind: ManifestNote['kind']): string | undefined {
  switch (kind) {
    case 'allowed':
    case 'equal':
    case 'already-there':
    case 'comment-skipped':
    case 'section-kept':
      return undefined;
    case 'unbounded':
      return 'Pin it, if the service should not move with every release';
    case 'newer':
      return 'Check that the code fits the version that is required here';
    case 'older-python':
      return 'Drop the line together with the older Python, or keep both versions apart by their markers';
    case 'python-range':
      return 'Raise the lowest Python of the project, or the tool that resolves its requirements finds no solution';
    case 'duplicate':
      return 'Keep one of the two lines';
    case 'extra-dropped':
      return 'Check whether the service needs what the extra brought in';
    case 'generated':
      return 'Change the file it is made from, and run that tool again';
    case 'not-edited':
    case 'unreadable':
      return 'Change this line by hand';
  }
}
