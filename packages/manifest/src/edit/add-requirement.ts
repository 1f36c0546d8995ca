import type { ManifestChange } from '@moult/plugin-api';
import { lineStartOf, replacement, sliceRange, type TextEdit, type TextRange } from '@moult/text';
import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { parseSpecifier } from '../version/specifier.ts';
import { canBothHold } from '../version/version-bounds.ts';
import { specifierPlace } from './bump-requirement.ts';
import { clausesOf } from './judge-requirement.ts';
import { insertAfter, insertBefore } from './list-edits.ts';
import { type ManifestNote, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { restyleSpecifier, styleOf } from './specifier-text.ts';

type Addition = Extract<ManifestChange, { kind: 'add-requirement' }>;
type Proposed = Exclude<ManifestProposal, { kind: 'absent' }>;

/**
 * Adds a requirement to every list that has the one beside it. Where it is listed already, it is only rewritten when no version could
 * fit both what is written and what is asked. To a constraints file nothing is added: it would constrain nothing.
 */
export function addRequirement(manifest: Manifest, change: Addition): ManifestProposal {
  const name = normalizeName(change.distribution);
  const present = manifest.requirements.filter((requirement) => requirement.distribution === name);
  const anchors = firstOfEachList(manifest, normalizeName(change.beside));
  if (anchors.length === 0 && (present.length === 0 || manifest.kind !== 'constraints')) return { kind: 'absent' };
  const edits: TextEdit[] = [];
  const notes: ManifestNote[] = [];
  const steps = [
    ...present.map((requirement) => () => reconcile(manifest, requirement, change)),
    ...anchors
      .filter(
        (anchor) => manifest.kind !== 'constraints' && !present.some((requirement) => requirement.list === anchor.list),
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
  const found = manifest.requirements.filter(
    (requirement) => requirement.distribution === distribution && !isNameList(requirement),
  );
  return found.filter((requirement, index) => found.findIndex((other) => other.list === requirement.list) === index);
}

function isNameList(requirement: WrittenRequirement): boolean {
  return requirement.group?.startsWith('tool.poetry.extras.') === true;
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
  const element = writeElement(manifest, anchor, change);
  if (element === undefined)
    return refuse(anchor.line, `Nothing can be added beside "${anchor.text}", which is not an element of a plain list`);
  const place = findPlace(manifest, anchor, normalizeName(change.distribution));
  const edits =
    place.side === 'before'
      ? insertBefore(manifest.text, anchor.list, place.element, element)
      : insertAfter(manifest.text, anchor.list, place.element, element);
  return { kind: 'proposed', edits, notes: [] };
}

/** The new element as the one beside it is written: quotes, blanks, indentation and marker. */
function writeElement(manifest: Manifest, anchor: WrittenRequirement, change: Addition): string | undefined {
  const { text } = manifest;
  switch (anchor.syntax.kind) {
    case 'pep508': {
      const { parsed } = anchor.syntax;
      const head = parsed.extrasRange?.end ?? parsed.name.end;
      const gap = parsed.clauses.length === 0 ? '' : text.slice(head, parsed.specifier.start).replace('(', '');
      const specifier = restyleSpecifier(change.specifier, styleOf(text, parsed.clauses));
      const marker = parsed.marker === undefined ? '' : `; ${sliceRange(text, parsed.marker)}`;
      return `${before(text, anchor)}${change.distribution}${gap}${specifier}${marker}${quoteBehind(text, anchor)}`;
    }
    case 'keyed': {
      if (anchor.syntax.isSpread) return undefined;
      const quote = anchor.syntax.constraint === undefined ? '"' : text[anchor.syntax.constraint.end];
      const equals = /^\s*=\s*/.exec(text.slice(anchor.syntax.name.end))?.[0] ?? ' = ';
      return `${change.distribution}${equals}${quote}${change.specifier}${quote}`;
    }
    case 'opaque':
      return anchor.list.kind === 'lines' ? `${change.distribution}${change.specifier}` : undefined;
  }
}

/** What stands before the requirement in its element: the indentation and condition of a line, or a quote. */
function before(text: string, anchor: WrittenRequirement): string {
  if (anchor.list.kind !== 'lines') return text.slice(anchor.element.start, anchor.range.start);
  const start = lineStartOf(text, anchor.range.start);
  const isOwnLine = start === anchor.element.start;
  return isOwnLine ? text.slice(start, anchor.range.start) : '    ';
}

function quoteBehind(text: string, anchor: WrittenRequirement): string {
  return anchor.list.kind === 'lines' ? '' : text.slice(anchor.range.end, anchor.element.end);
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
