import { parseManifest } from '@moult/manifest';
import type { ManifestView, NeighbourView } from '@moult/plugin-api';
import type { ManifestInput, ServiceInput } from './rewrite-input.ts';

/** What plugins see of other services. Their manifests are parsed when a plugin asks for them. */
export function openNeighbours({ neighbours }: ServiceInput): NeighbourView {
  let outer: readonly ManifestView[] | undefined;
  let inner: readonly ManifestView[] | undefined;
  return {
    get outerManifests() {
      outer ??= parse(neighbours?.outerManifests);
      return outer;
    },
    get innerManifests() {
      inner ??= parse(neighbours?.innerManifests);
      return inner;
    },
    innerFiles: neighbours?.innerFiles ?? [],
  };
}

function parse(manifests: readonly ManifestInput[] = []): readonly ManifestView[] {
  return manifests.flatMap(({ path, kind, source }) => {
    const result = kind === undefined ? parseManifest(path, source.text) : parseManifest(path, source.text, kind);
    return result?.kind === 'manifest' ? [result.manifest] : [];
  });
}
