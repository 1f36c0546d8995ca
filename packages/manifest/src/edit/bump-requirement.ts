import type { VersionWish } from '@moult/plugin-api';
import { replacement, sliceRange, type TextEdit, type TextRange } from '@moult/text';
import type { Manifest, WrittenRequirement } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import type { SpecifierClause } from '../version/specifier.ts';
import { parseVersion, type Version } from '../version/version.ts';
import { commentEdit } from './comment-edit.ts';
import { clausesOf, type Judgement, judgeRequirement } from './judge-requirement.ts';
import { type ManifestNote, type ManifestProposal, refuse } from './manifest-outcome.ts';
import { noteForOlderPython, noteForPythonRange } from './python-floor.ts';
import { styleOf, writePoetryConstraint, writeSpecifier } from './specifier-text.ts';

/** Moves every requirement of a distribution to a version, all of them or none. */
export function bumpRequirement(manifest: Manifest, distribution: string, to: VersionWish): ManifestProposal {
  const name = normalizeName(distribution);
  const found = manifest.requirements.filter((requirement) => requirement.distribution === name);
  if (found.length === 0) return { kind: 'absent' };
  const edits: TextEdit[] = [];
  const notes: ManifestNote[] = [];
  for (const requirement of found) {
    const bumped = bumpOne(manifest, requirement, to);
    if (bumped.kind === 'refused') return bumped;
    edits.push(...bumped.edits);
    notes.push(...bumped.notes);
  }
  return { kind: 'proposed', edits, notes };
}

/** What moving one requirement to a version takes. */
export function bumpOne(
  manifest: Manifest,
  requirement: WrittenRequirement,
  to: VersionWish,
): Exclude<ManifestProposal, { kind: 'absent' }> {
  const version = parseVersion(to.version);
  if (version === undefined) return refuse(requirement.line, `"${to.version}" is no version`);
  const clauses = clausesOf(manifest, requirement);
  const judgement = judgeRequirement(clauses, version);
  const note = noteFor(requirement, judgement, version) ?? noteForOlderPython(requirement, to);
  if (note !== undefined) return { kind: 'proposed', edits: [], notes: [note] };
  const refusal = reasonToRefuse(requirement, clauses, judgement);
  if (refusal !== undefined)
    return refuse(requirement.line, `${requirement.distribution} stays at "${requirement.text}": ${refusal}`);
  const edit = specifierEdit(manifest, requirement, version, to);
  if (edit === undefined)
    return refuse(requirement.line, `${requirement.distribution} has no version that can be changed`);
  const withComment = addComment(manifest, requirement, to.comment);
  const range = noteForPythonRange(manifest, requirement, to);
  return {
    kind: 'proposed',
    edits: [edit, ...withComment.edits],
    notes: [...withComment.notes, ...(range === undefined ? [] : [range])],
  };
}

/** The edit that writes the specifier for a version; undefined where there is no place for one. */
export function specifierEdit(
  manifest: Manifest,
  requirement: WrittenRequirement,
  version: Version,
  to: VersionWish,
): TextEdit | undefined {
  const place = specifierPlace(requirement);
  if (place === undefined) return undefined;
  const written = sliceRange(manifest.text, place);
  if (requirement.syntax.kind === 'keyed') return replacement(place, writePoetryConstraint(written, version, to.pin));
  const style = styleOf(manifest.text, clausesOf(manifest, requirement) ?? []);
  return replacement(place, writeSpecifier(version, to.pin, style));
}

/** Where the specifier of a requirement is or would be. */
export function specifierPlace(requirement: WrittenRequirement): TextRange | undefined {
  switch (requirement.syntax.kind) {
    case 'pep508':
      return requirement.syntax.parsed.specifier;
    case 'keyed':
      return requirement.syntax.constraint;
    case 'opaque':
      return undefined;
  }
}

/** The comment of a wish, where it asks for one and there is room. */
export function addComment(
  manifest: Manifest,
  requirement: WrittenRequirement,
  comment: string | undefined,
): { readonly edits: readonly TextEdit[]; readonly notes: readonly ManifestNote[] } {
  if (comment === undefined) return { edits: [], notes: [] };
  const edit = commentEdit(manifest, requirement, comment);
  if (edit !== undefined) return { edits: [edit], notes: [] };
  const message = `No comment was added behind ${requirement.distribution}: there is one already, or no room for one.`;
  return { edits: [], notes: [{ kind: 'comment-skipped', line: requirement.line, message }] };
}

function noteFor(requirement: WrittenRequirement, judgement: Judgement, version: Version): ManifestNote | undefined {
  const { distribution, line, text } = requirement;
  switch (judgement) {
    case 'unbounded':
      if (requirement.obstacle !== undefined) return undefined;
      return {
        kind: 'unbounded',
        line,
        message: `${distribution} has no version here ("${text}"), so it is left alone.`,
      };
    case 'allowed':
      return {
        kind: 'allowed',
        line,
        message: `${distribution} already takes ${version.text} ("${text}"), so it is left alone.`,
      };
    case 'equal':
      return { kind: 'equal', line, message: `${distribution} is already at ${version.text} ("${text}").` };
    case 'newer':
      return {
        kind: 'newer',
        line,
        message: `${distribution} is already newer than ${version.text} ("${text}"), so it is left alone.`,
      };
    case 'older':
    case 'unreadable':
      return undefined;
  }
}

function reasonToRefuse(
  requirement: WrittenRequirement,
  clauses: readonly SpecifierClause[] | undefined,
  judgement: Judgement,
): string | undefined {
  if (requirement.obstacle !== undefined) return requirement.obstacle;
  if (judgement === 'unreadable') return 'its version cannot be compared';
  return clauses?.some((clause) => clause.version?.local !== undefined) ? 'it is pinned to a local version' : undefined;
}
