import type { TextEdit } from '@moult/text';
import type { Manifest } from '../manifest.ts';
import { normalizeName } from '../requirement/distribution-name.ts';
import { removeFromList } from './list-edits.ts';
import { type ManifestProposal, refuse } from './manifest-outcome.ts';

/** Takes every requirement of a distribution out. */
export function removeRequirement(manifest: Manifest, distribution: string): ManifestProposal {
  const name = normalizeName(distribution);
  const found = manifest.requirements.filter((requirement) => requirement.distribution === name);
  if (found.length === 0) return { kind: 'absent' };
  const edits: TextEdit[] = [];
  for (const requirement of found) {
    const removed = removeFromList(manifest.text, requirement);
    if (removed === undefined)
      return refuse(requirement.line, `"${requirement.text}" cannot be taken out of its place in one piece`);
    edits.push(...removed);
  }
  return { kind: 'proposed', edits, notes: [] };
}
