import { changeManifest, type ManifestNote } from '@moult/manifest';
import type { ManifestChange } from '@moult/plugin-api';
import { writePieces } from '../pieces/piece-text.ts';
import type { Candidate, Place } from '../rewrite/candidate.ts';
import type { Exclusion } from '../rewrite/exclusion.ts';
import { gradeUnits } from '../rewrite/grade-units.ts';
import { readManifest } from '../rewrite/open-model.ts';
import type { ManifestInput } from '../rewrite/rewrite-input.ts';
import { exclude, type Restart, type RewriteContext, type RewriteState } from '../rewrite/rewrite-state.ts';
import { collectWishes, type JointWish } from './collect-wishes.ts';
import { describeWish, whyWish } from './describe-wish.ts';
import { findWrittenBy } from './find-written-by.ts';
import { noteFinding, noteLowering } from './judge-note.ts';
import { findManifestSuppression, recordManifestSuppressions } from './manifest-suppression.ts';

/**
 * Makes the manifest changes that plugins and applied changes wish for, one after the other in a fixed order, each on the text the one before
 * left. Wishes of units that are out are recorded and not made.
 */
export function applyWishes(context: RewriteContext, state: RewriteState): Restart | undefined {
  const manifests = [...context.input.service.manifests].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path } of manifests) recordManifestSuppressions(state, path);
  for (const joint of collectWishes(context, state)) {
    for (const manifest of manifests) {
      const redo = applyWish(context, state, joint, manifest);
      if (redo !== undefined) return redo;
    }
  }
  return undefined;
}

function applyWish(
  context: RewriteContext,
  state: RewriteState,
  joint: JointWish,
  input: ManifestInput,
): Restart | undefined {
  const text = state.texts.get(input.path);
  const manifest = text && readManifest(context, input, text.text);
  if (text === undefined || manifest === undefined) return undefined;
  const outcome = changeManifest(manifest, joint.wish);
  switch (outcome.kind) {
    case 'absent':
      return undefined;
    case 'unchanged':
      for (const note of outcome.notes) recordNote(context, state, joint, input, note);
      return undefined;
    case 'refused':
      return refuseWish(state, joint, input, outcome.line, outcome.reason);
    case 'edited': {
      for (const note of outcome.notes) recordNote(context, state, joint, input, note);
      const edits = outcome.edits.map((edit) => ({ path: input.path, ...edit }));
      const candidate = candidateOf(state, joint, input, edits, outcome.notes, manifest.kind);
      record(state, candidate, edits);
      const isOut = [candidate.unit, ...candidate.sharedUnits].every((unit) => state.exclusions.has(unit));
      const redo = exclude(state, keepOut(state, candidate)) ?? exclude(state, gradeUnits(context, state));
      if (redo !== undefined || isOut || state.exclusions.has(candidate.unit)) return redo;
      state.texts.set(
        input.path,
        writePieces(
          text,
          edits.map((edit) => ({ ...edit, owners: [candidate.key] })),
        ),
      );
      state.applied.add(candidate.key);
      return undefined;
    }
  }
}

function candidateOf(
  state: RewriteState,
  { wish, use, units, rank }: JointWish,
  { path }: ManifestInput,
  edits: Candidate['edits'],
  notes: readonly ManifestNote[],
  kind: Parameters<typeof noteLowering>[1],
): Candidate {
  const place = placeOfEdits(state, path, edits);
  const lowered = notes.flatMap((note) => noteLowering(note, kind) ?? []);
  const alive = units.filter((unit) => !state.exclusions.has(unit));
  const [unit = units[0] ?? '', ...sharedUnits] = alive.length > 0 ? alive : units;
  const current = state.texts.get(path);
  return {
    key: freeKey(state, `${use.plugin.name}/${wish.kind}@${path}:${place.start}-${place.end}:${distributionOf(wish)}`),
    kind: 'manifest',
    owner: { plugin: use.plugin.name, rule: wish.kind, rank },
    place,
    unit,
    sharedUnits,
    grade: lowered.length > 0 ? 'review' : 'safe',
    lowered,
    message: describeWish(wish),
    why: whyWish(wish, use.plugin),
    source: undefined,
    evidence: notes.map(({ message, line }) => ({ fact: message.replace(/\.$/, ''), path, line })),
    edits,
    originalEdits: edits.map((edit) => ({
      path,
      ...(current === undefined ? edit : state.places.editOf(current, edit)),
    })),
    intents: [],
    needs: [],
  };
}

/** A plugin may wish twice for the same place. */
function freeKey(state: RewriteState, key: string): string {
  let free = key;
  for (let count = 2; state.candidates.has(free); count++) free = `${key}#${count}`;
  return free;
}

function distributionOf(wish: ManifestChange): string {
  return wish.kind === 'set-option' || wish.kind === 'remove-option' ? wish.key : wish.distribution;
}

function placeOfEdits(state: RewriteState, path: string, edits: Candidate['edits']): Place {
  const current = state.texts.get(path);
  const first = edits[0];
  const start = first?.start ?? 0;
  const end = Math.max(start, first?.end ?? 0);
  if (current === undefined) throw new TypeError(`There is no text for ${path}.`);
  return state.places.placeOf(path, current, {
    start: skipLineEnd(current.text, start),
    end: Math.max(skipLineEnd(current.text, start), end),
  });
}

/** A line that is added after another one begins with a line end; the place of the change is the line it follows. */
function skipLineEnd(text: string, offset: number): number {
  return offset > 0 && offset >= text.length ? offset - 1 : offset;
}

function record(state: RewriteState, candidate: Candidate, edits: Candidate['edits']): void {
  const { key, owner, place } = candidate;
  const suppressedBy = findManifestSuppression(state, place.path, edits, owner);
  state.candidates.set(key, candidate);
  state.sites.set(key, { key, owner, place, verdict: { kind: 'change' }, suppressedBy });
}

/** Units that have to go out because of this change: it is suppressed, or another plugin has written the place. */
function keepOut(state: RewriteState, candidate: Candidate): ReadonlyMap<string, Exclusion> {
  const units = [candidate.unit, ...candidate.sharedUnits];
  const all = (exclusion: Exclusion) => new Map(units.map((unit) => [unit, exclusion]));
  const suppressedBy = state.sites.get(candidate.key)?.suppressedBy;
  if (suppressedBy !== undefined) {
    const reason = state.suppressions.get(suppressedBy)?.reason ?? '';
    const where = `${candidate.place.path}:${candidate.place.line}`;
    return all({
      status: 'suppressed',
      reason: `a comment in ${where} suppresses it${reason === '' ? '' : `: ${reason}`}`,
    });
  }
  const current = state.texts.get(candidate.place.path);
  const writer = current && findWrittenBy(current, candidate.edits, state.candidates);
  if (writer === undefined || writer.owner.plugin === candidate.owner.plugin) return new Map();
  const reason = `${writer.owner.plugin} has written the same place, and ${candidate.owner.plugin} wants something else there`;
  return all({ status: 'conflicted', reason, conflict: { kind: 'overlap', refused: candidate, kept: writer, reason } });
}

function refuseWish(
  state: RewriteState,
  { units, use, wish, rank }: JointWish,
  { path }: ManifestInput,
  line: number,
  reason: string,
): Restart | undefined {
  const owner = { plugin: use.plugin.name, rule: wish.kind, rank };
  const key = `${owner.plugin}/${owner.rule}@${path}:${line}:refused`;
  state.findings.push({
    key,
    owner,
    kind: 'manifest',
    place: { path, line, column: 1 },
    text: {
      message: reason.replace(/\.$/, ''),
      why: whyWish(wish, use.plugin),
      todo: 'Change this line by hand, then plan again',
    },
  });
  return exclude(
    state,
    new Map(units.map((unit) => [unit, { status: 'refused', reason: `${path}:${line}: ${reason}` }])),
  );
}

function recordNote(
  _context: RewriteContext,
  state: RewriteState,
  { use, wish, rank }: JointWish,
  { path }: ManifestInput,
  note: ManifestNote,
): void {
  const text = noteFinding(note, wish, use.plugin);
  if (text === undefined) return;
  const owner = { plugin: use.plugin.name, rule: wish.kind, rank };
  const key = `${owner.plugin}/${owner.rule}@${path}:${note.line}:${note.kind}`;
  const isKnown = state.findings.some((finding) => finding.key === key && finding.text.message === text.message);
  if (!isKnown)
    state.findings.push({ key, owner, kind: 'manifest', place: { path, line: note.line, column: 1 }, text });
}
