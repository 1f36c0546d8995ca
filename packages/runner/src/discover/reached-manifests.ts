import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { manifestKindOf, parseManifest, resolveReference } from '@moult/manifest';
import type { ManifestKind } from '@moult/plugin-api';

/** A line that may take another file in; only such files are parsed here. */
const TAKES_IN = /^\s*(?:-r|-c|--requirement|--constraint)\b/m;

/** Files that requirements files take in by `-r` or `-c` and whose own names do not tell what they are, with their kinds, by path. */
export function reachedManifests(root: string, manifests: readonly string[]): ReadonlyMap<string, ManifestKind> {
  const reached = new Map<string, ManifestKind>();
  const open = manifests.flatMap((path) => {
    const kind = manifestKindOf(path);
    return kind === 'requirements' || kind === 'constraints' ? [{ path, kind }] : [];
  });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { target, kind } of referencesOf(root, next.path, next.kind)) {
      if (manifestKindOf(target) !== undefined || reached.has(target) || !isFileInside(root, target)) continue;
      reached.set(target, kind);
      open.push({ path: target, kind });
    }
  }
  return reached;
}

function referencesOf(root: string, path: string, kind: ManifestKind) {
  const text = textOf(join(root, path));
  if (text === undefined || !TAKES_IN.test(text)) return [];
  const parsed = parseManifest(path, text, kind);
  if (parsed?.kind !== 'manifest') return [];
  return parsed.manifest.references.flatMap((reference) => {
    const target = resolveReference(path, reference);
    return target === undefined || reference.kind === 'group' ? [] : [{ target, kind: reference.kind }];
  });
}

/** A file that cannot be read is reported where it is looked at. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
}

/** Links are not followed, neither the file itself nor a folder on the way to it. */
function isFileInside(root: string, path: string): boolean {
  const file = join(root, path);
  try {
    return lstatSync(file).isFile() && realpathSync(file) === join(realpathSync(root), path);
  } catch {
    return false;
  }
}
