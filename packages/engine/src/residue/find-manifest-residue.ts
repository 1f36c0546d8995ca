import { type Manifest, normalizeName } from '@moult/manifest';
import type { Plugin } from '@moult/plugin-api';
import { createLineMap } from '@moult/text';
import { replacesDistribution } from '../rewrite/name-candidates.ts';
import type { ResidueHit, ResidueKind } from './residue-hit.ts';

/** Lines of a manifest that still ask for a distribution another one took the place of. */
export function findManifestResidue(manifest: Manifest, plugin: Plugin): readonly ResidueHit[] {
  if (!replacesDistribution(plugin)) return [];
  const old = new Set([plugin.upgrade.from, ...plugin.detects.distributions].map(normalizeName));
  old.delete(normalizeName(plugin.upgrade.to));
  const lines = createLineMap(manifest.text);
  return manifest.requirements
    .filter(({ distribution }) => old.has(distribution))
    .map(({ range, text }) => ({
      plugin: plugin.name,
      path: manifest.path,
      kind: kindOf(manifest),
      start: range.start,
      end: range.end,
      ...lines.positionAt(range.start),
      text,
    }));
}

function kindOf({ kind }: Manifest): ResidueKind {
  switch (kind) {
    case 'lock':
      return 'lock-file';
    case 'dockerfile':
    case 'workflow':
    case 'script':
      return kind;
    default:
      return 'requirement';
  }
}
