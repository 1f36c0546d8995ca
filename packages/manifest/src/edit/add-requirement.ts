import type { ManifestChange } from '@moult/plugin-api';
import { replacement, sliceRange, type TextEdit, type TextRange } from '@moult/text';
import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { parseSpecifier } from '../version/specifier.ts';
import { canBothHold } from '../version/version-bounds.ts';
import { specifierPlace } from './bump-requirement.ts';
import { clausesOf } from './judge-requirement.ts';
import { insertAfter, insertBefore } from './list-edits.ts';
import { type ManifestNote, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { restyleSpecifier, styleOf } from './specifier-text.ts';
import { writeElement } from './write-element.ts';

type Addition = Extract<ManifestChange, { kind: 'add-requirement' }>;
type Proposed = Exclude<ManifestProposal, { kind: 'absent' }>;

/**
 * Adds a requirement to every list that has the one beside it. Where it is listed already, in any list, it is only rewritten when no version could
 * fit both what is written and what is asked. To constraints nothing is added: they install nothing.
 */
export function addRequirement(manifest: Manifest, change: Addition): ManifestProposal {
  const name = normalizeName(change.distribution);
  const present = manifest.requirements.filter((requirement) => requirement.distribution === name);
  const anchors = firstOfEachList(manifest, normalizeName(change.beside));
  if (anchors.length === 0 && present.length === 0) return { kind: 'absent' };
  const edits: TextEdit[] = [];
  const notes: ManifestNote[] = [];
  const steps = [
    ...present.map((requirement) => () => reconcile(manifest, requirement, change)),
    ...anchors
      .filter(
        (anchor) => !isConstraint(manifest, anchor) && !present.some((requirement) => requirement.list === anchor.list),
      )
      .map((anchor) => () => addBeside(manifest, anchor, change)),
  ];
  for (const step of steps) {
    const done = step();
    if (done.kind === 'refused') return done;
    edits.push(...done.edits);
    notes.push(...done.notes);
  }
  return { kind: 'proposed', edits, notes };
}

function firstOfEachList(manifest: Manifest, distribution: string): readonly WrittenRequirement[] {
  const found = manifest.requirements.filter((requirement) => requirement.distribution === distribution);
  return found.filter((requirement, index) => found.findIndex((other) => other.list === requirement.list) === index);
}

function isConstraint(manifest: Manifest, requirement: WrittenRequirement): boolean {
  return (
    manifest.kind === 'constraints' ||
    /^tool\.uv\.(constraint|override|build-constraint)-/.test(requirement.group ?? '')
  );
}

function reconcile(manifest: Manifest, requirement: WrittenRequirement, change: Addition): Proposed {
  const wanted = parseSpecifier(change.specifier);
  const written = clausesOf(manifest, requirement);
  if (wanted.kind === 'invalid') return refuse(requirement.line, wanted.reason);
  if (written !== undefined && canBothHold(written, wanted.clauses)) {
    const message = `${requirement.distribution} is already listed ("${requirement.text}") and fits ${change.specifier}.`;
    return { kind: 'proposed', edits: [], notes: [{ kind: 'already-there', line: requirement.line, message }] };
  }
  const place = specifierPlace(requirement);
  const obstacle =
    requirement.obstacle ?? (place === undefined || written === undefined ? 'its version cannot be read' : undefined);
  if (obstacle !== undefined || place === undefined) {
    return refuse(requirement.line, `"${requirement.text}" does not fit ${change.specifier} and stays: ${obstacle}`);
  }
  const style =
    requirement.syntax.kind === 'keyed' ? { gap: '', separator: ',' } : styleOf(manifest.text, written ?? []);
  return { kind: 'proposed', edits: [replacement(place, restyleSpecifier(change.specifier, style))], notes: [] };
}

function addBeside(manifest: Manifest, anchor: WrittenRequirement, change: Addition): Proposed {
  if (hasHashes(manifest, anchor)) {
    return refuse(
      anchor.line,
      `Nothing can be added beside "${anchor.text}": the file is locked by hashes, which Moult cannot compute`,
    );
  }
  const element = writeElement(manifest.text, anchor, change);
  if (element === undefined)
    return refuse(anchor.line, `Nothing can be added beside "${anchor.text}", which is not an element of a plain list`);
  const place = findPlace(manifest, anchor, normalizeName(change.distribution));
  const edits =
    place.side === 'before'
      ? insertBefore(manifest.text, anchor.list, place.element, element)
      : insertAfter(manifest.text, anchor.list, place.element, element);
  return { kind: 'proposed', edits, notes: [] };
}

/** With one hash in a file, pip wants one for every requirement. */
function hasHashes(manifest: Manifest, anchor: WrittenRequirement): boolean {
  return anchor.list.elements.some((element) => /\s--hash\b/.test(sliceRange(manifest.text, element)));
}

interface Place {
  readonly element: TextRange;
  readonly side: 'before' | 'after';
}

/** Behind the anchor; in a list that is sorted by name, where the order wants it. */
function findPlace(manifest: Manifest, anchor: WrittenRequirement, name: string): Place {
  const block = blockAround(manifest, anchor);
  const names = block.map((requirement) => requirement.distribution);
  const isSorted = names.length > 1 && names.every((other, index) => index === 0 || (names[index - 1] ?? '') <= other);
  if (!isSorted) return { element: anchor.element, side: 'after' };
  const lower = block.filter((requirement) => requirement.distribution <= name).at(-1);
  return lower === undefined
    ? { element: (block[0] ?? anchor).element, side: 'before' }
    : { element: lower.element, side: 'after' };
}

/** The requirements around one without a blank line, comment or other content between them. */
function blockAround(manifest: Manifest, anchor: WrittenRequirement): readonly WrittenRequirement[] {
  const members = manifest.requirements.filter((requirement) => requirement.list === anchor.list);
  if (anchor.list.kind !== 'lines') return members;
  const at = members.indexOf(anchor);
  let first = at;
  while (first > 0 && members[first - 1]?.element.end === members[first]?.element.start) first--;
  let last = at;
  while (last + 1 < members.length && members[last]?.element.end === members[last + 1]?.element.start) last++;
  return members.slice(first, last + 1);
}
