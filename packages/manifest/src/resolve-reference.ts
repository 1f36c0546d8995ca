import type { ManifestReference } from './manifest.ts';

/**
 * The path of a file that a manifest takes requirements from, in the terms of the manifest's own path. Undefined for groups, URLs,
 * absolute paths, paths with variables, and paths that lead out of the root.
 */
export function resolveReference(manifestPath: string, reference: ManifestReference): string | undefined {
  if (reference.kind === 'group') return undefined;
  const target = reference.target.replaceAll('\\', '/').replace(/^\{(toxinidir|tox_root)\}\//, '');
  if (/^\/|^[A-Za-z]:|^[a-z+]+:\/\/|[${}]/.test(target)) return undefined;
  const parts: string[] = [];
  for (const part of [...manifestPath.split('/').slice(0, -1), ...target.split('/')]) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
