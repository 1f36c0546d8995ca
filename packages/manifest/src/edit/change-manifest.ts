import type { ManifestChange } from '@moult/plugin-api';
import { applyEdits, findOverlap } from '@moult/text';
import type { Manifest, ManifestProblem, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { addRequirement } from './add-requirement.ts';
import { bumpRequirement } from './bump-requirement.ts';
import { type EditScope, findDamage } from './check-edits.ts';
import { joinRemovals } from './join-removals.ts';
import { type ManifestNote, type ManifestOutcome, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { removeOption } from './remove-option.ts';
import { removeRequirement } from './remove-requirement.ts';
import { replaceRequirement } from './replace-requirement.ts';
import { setOption } from './set-option.ts';

/**
 * What a wish means for one manifest. Everything in the manifest that the wish is about changes, or nothing does; the result has been
 * read again and nothing else in it differs. A wish with another `path` is absent here.
 */
export function changeManifest(manifest: Manifest, change: ManifestChange): ManifestOutcome {
  if (change.path !== undefined && change.path !== manifest.path) return { kind: 'absent' };
  const scope = scopeOf(change);
  if (!manifest.editable) return reportOnly(manifest, change, scope);
  const proposal = propose(manifest, change);
  if (proposal.kind !== 'proposed') return proposal.kind === 'absent' ? unreadable(manifest, scope) : proposal;
  const notes = [
    ...proposal.notes,
    ...duplicateNotes(manifest, scope),
    ...generatedNotes(manifest, proposal.edits.length),
  ];
  if (proposal.edits.length === 0) return { kind: 'unchanged', notes };
  const edits = joinRemovals(proposal.edits);
  if (findOverlap(edits) !== undefined)
    return refuse(1, `${manifest.path} was left alone: two of its edits would meet`);
  const text = applyEdits(manifest.text, edits);
  const damage = findDamage(manifest, text, scope);
  if (damage !== undefined) return refuse(1, `${manifest.path} was left alone: after the edit ${damage}`);
  return { kind: 'edited', edits, text, notes };
}

function propose(manifest: Manifest, change: ManifestChange): ManifestProposal {
  switch (change.kind) {
    case 'bump-requirement':
      return bumpRequirement(manifest, change.distribution, change.to);
    case 'replace-requirement':
      return replaceRequirement(manifest, change);
    case 'add-requirement':
      return addRequirement(manifest, change);
    case 'remove-requirement':
      return removeRequirement(manifest, change.distribution);
    case 'set-option':
      return setOption(manifest, change.section, change.key, change.value);
    case 'remove-option':
      return removeOption(manifest, change.section, change.key);
  }
}

function scopeOf(change: ManifestChange): EditScope {
  switch (change.kind) {
    case 'replace-requirement':
      return {
        distributions: new Set([normalizeName(change.from), normalizeName(change.distribution)]),
        option: undefined,
      };
    case 'bump-requirement':
    case 'add-requirement':
    case 'remove-requirement':
      return { distributions: new Set([normalizeName(change.distribution)]), option: undefined };
    case 'set-option':
    case 'remove-option':
      return { distributions: new Set(), option: change };
  }
}

/** Where a file is not edited, the lines that a person or a tool has to change are named. */
function reportOnly(manifest: Manifest, change: ManifestChange, scope: EditScope): ManifestOutcome {
  if (change.kind === 'set-option' || change.kind === 'remove-option') return { kind: 'absent' };
  const target = change.kind === 'replace-requirement' ? normalizeName(change.from) : undefined;
  const notes = manifest.requirements
    .filter(
      (requirement) =>
        scope.distributions.has(requirement.distribution) &&
        (target ?? requirement.distribution) === requirement.distribution,
    )
    .map(
      (requirement): ManifestNote => ({
        kind: 'not-edited',
        line: requirement.line,
        message: reportMessage(manifest, requirement.text),
      }),
    );
  return notes.length === 0 ? unreadable(manifest, scope) : { kind: 'unchanged', notes };
}

function reportMessage(manifest: Manifest, text: string): string {
  return manifest.kind === 'lock'
    ? `The lock file holds "${text}"; lock again with the tool that wrote it.`
    : `Moult does not edit this kind of file; change "${text}" by hand.`;
}

/** A distribution that is named only where the file could not be read is not absent. */
function unreadable(manifest: Manifest, scope: EditScope): ManifestOutcome {
  const notes = manifest.problems
    .filter((problem) => concernsScope(manifest, problem, scope))
    .map(
      (problem): ManifestNote => ({
        kind: 'unreadable',
        line: problem.line,
        message: `This is left alone: ${problem.reason}.`,
      }),
    );
  return notes.length === 0 ? { kind: 'absent' } : { kind: 'unchanged', notes };
}

/** A problem without a name concerns what its line names. */
function concernsScope(manifest: Manifest, problem: ManifestProblem, scope: EditScope): boolean {
  if (problem.distribution !== undefined) return scope.distributions.has(problem.distribution);
  const words = (manifest.text.split(/\r\n|\n|\r/)[problem.line - 1] ?? '').match(/[A-Za-z0-9][A-Za-z0-9._-]*/g) ?? [];
  return words.some((word) => scope.distributions.has(normalizeName(word)));
}

function duplicateNotes(manifest: Manifest, scope: EditScope): readonly ManifestNote[] {
  return [...scope.distributions].flatMap((distribution) => {
    const found = manifest.requirements.filter((requirement) => requirement.distribution === distribution);
    const repeated = found.filter(
      (requirement, index) => found.findIndex((other) => isSamePlace(other, requirement)) < index,
    );
    return repeated.map((requirement): ManifestNote => {
      const message = `${distribution} is listed more than once: "${requirement.text}".`;
      return { kind: 'duplicate', line: requirement.line, message };
    });
  });
}

/** Two lines that both have a marker, and not the same, are meant for different machines. */
function isSamePlace(a: WrittenRequirement, b: WrittenRequirement): boolean {
  return a.list === b.list && (a.marker === undefined || b.marker === undefined || a.marker === b.marker);
}

function generatedNotes(manifest: Manifest, edits: number): readonly ManifestNote[] {
  if (manifest.generatedBy === undefined || edits === 0) return [];
  return [
    {
      kind: 'generated',
      line: 1,
      message: `This file is written by ${manifest.generatedBy}; run it again after the change.`,
    },
  ];
}
