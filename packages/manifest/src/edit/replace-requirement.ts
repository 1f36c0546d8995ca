import type { ManifestChange, VersionWish } from '@moult/plugin-api';
import { replacement, type TextEdit, type TextRange } from '@moult/text';
import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { parseVersion } from '../version/version.ts';
import { addComment, bumpOne, bumpRequirement, specifierEdit } from './bump-requirement.ts';
import { removeFromList } from './list-edits.ts';
import { type ManifestNote, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { isNameList } from './name-list.ts';

type Replacement = Extract<ManifestChange, { kind: 'replace-requirement' }>;
type Proposed = Exclude<ManifestProposal, { kind: 'absent' }>;

/** Puts one distribution in the place of another, in all places or none. The version is always written, for the new library is another one. */
export function replaceRequirement(manifest: Manifest, change: Replacement): ManifestProposal {
  const from = normalizeName(change.from);
  if (from === normalizeName(change.distribution)) return bumpRequirement(manifest, change.distribution, change.to);
  const found = manifest.requirements.filter((requirement) => requirement.distribution === from);
  if (found.length === 0) return { kind: 'absent' };
  const edits: TextEdit[] = [];
  const notes: ManifestNote[] = [];
  for (const requirement of found) {
    const replaced = replaceOne(manifest, requirement, change);
    if (replaced.kind === 'refused') return replaced;
    edits.push(...replaced.edits);
    notes.push(...replaced.notes);
  }
  return { kind: 'proposed', edits, notes };
}

function replaceOne(manifest: Manifest, requirement: WrittenRequirement, change: Replacement): Proposed {
  const present = manifest.requirements.find(
    (other) => other.distribution === normalizeName(change.distribution) && other.list === requirement.list,
  );
  if (present !== undefined) return mergeInto(manifest, requirement, present, change.to);
  if (requirement.obstacle !== undefined)
    return refuse(requirement.line, `"${requirement.text}" stays: ${requirement.obstacle}`);
  const version = parseVersion(change.to.version);
  if (version === undefined) return refuse(requirement.line, `"${change.to.version}" is no version`);
  const extras = mapExtras(requirement, change);
  const name = nameEdits(manifest.text, requirement, change.distribution, extras.kept);
  if (name === undefined)
    return refuse(
      requirement.line,
      `"${requirement.text}" is spread over several keys, so its name cannot be replaced`,
    );
  if (isNameList(requirement)) return { kind: 'proposed', edits: name, notes: extras.notes };
  const specifier = specifierEdit(manifest, requirement, version, change.to);
  const comment = addComment(manifest, requirement, change.to.comment);
  return {
    kind: 'proposed',
    edits: [...name, ...(specifier === undefined ? [] : [specifier]), ...comment.edits],
    notes: [...extras.notes, ...comment.notes],
  };
}

/** The new distribution is in the list already: the old one goes, the new one is raised where it is older. */
function mergeInto(
  manifest: Manifest,
  requirement: WrittenRequirement,
  present: WrittenRequirement,
  to: VersionWish,
): Proposed {
  const removed = removeFromList(manifest.text, requirement);
  if (removed === undefined)
    return refuse(requirement.line, `"${requirement.text}" cannot be taken out of its place in one piece`);
  const bumped = bumpOne(manifest, present, to);
  if (bumped.kind === 'refused') return bumped;
  const message = `${present.distribution} is already listed on line ${present.line}, so "${requirement.text}" goes.`;
  return {
    kind: 'proposed',
    edits: [...removed, ...bumped.edits],
    notes: [{ kind: 'already-there', line: requirement.line, message }, ...bumped.notes],
  };
}

function nameEdits(
  text: string,
  requirement: WrittenRequirement,
  distribution: string,
  extras: readonly string[],
): readonly TextEdit[] | undefined {
  const { syntax } = requirement;
  switch (syntax.kind) {
    case 'pep508': {
      const { name, extrasRange } = syntax.parsed;
      const edit = replacement(name, distribution);
      if (extrasRange === undefined) return [edit];
      return [
        edit,
        replacement(
          { start: extras.length === 0 ? name.end : extrasRange.start, end: extrasRange.end },
          bracket(extras, ''),
        ),
      ];
    }
    case 'keyed': {
      if (syntax.isSpread) return undefined;
      const edit = replacement(syntax.name, distribution);
      return syntax.extrasRange === undefined ? [edit] : [edit, extrasEdit(text, syntax.extrasRange, extras)];
    }
    case 'opaque':
      return undefined;
  }
}

/** The list of extras in an inline table; without any, its key goes with it. */
function extrasEdit(text: string, list: TextRange, extras: readonly string[]): TextEdit {
  const [key, comma] = /(,\s*)?extras\s*=\s*$/.exec(text.slice(0, list.start)) ?? [];
  if (extras.length > 0 || key === undefined) return replacement(list, bracket(extras, '"') || '[]');
  const behind = comma === undefined ? (/^\s*,\s*/.exec(text.slice(list.end))?.[0] ?? '') : '';
  return replacement({ start: list.start - key.length, end: list.end + behind.length }, '');
}

function bracket(extras: readonly string[], quote: string): string {
  return extras.length === 0
    ? ''
    : `[${extras.map((extra) => `${quote}${extra}${quote}`).join(quote === '' ? ',' : ', ')}]`;
}

function mapExtras(
  requirement: WrittenRequirement,
  change: Replacement,
): { readonly kept: readonly string[]; readonly notes: readonly ManifestNote[] } {
  const mapping = new Map(Object.entries(change.extras ?? {}).map(([extra, target]) => [normalizeName(extra), target]));
  const kept = requirement.extras.flatMap((extra) => mapping.get(extra) ?? []);
  const notes = requirement.extras
    .filter((extra) => mapping.get(extra) === undefined)
    .map((extra) => ({
      kind: 'extra-dropped' as const,
      line: requirement.line,
      message: `The extra "${extra}" of ${requirement.distribution} has no counterpart in ${change.distribution} and is dropped.`,
    }));
  return { kept, notes };
}
