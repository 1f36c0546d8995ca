import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unlessCode } from '../disk/disk-error.ts';
import { hashBytes } from '../disk/hash-bytes.ts';

/** The hashes of the files below a root, by path; files that cannot be read are left out. */
export function hashSources(root: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const hash = hashOf(root, path);
      return hash === undefined ? [] : [[path, hash] as const];
    }),
  );
}

/** The files that are gone or no longer have their hash. */
export function damagedSources(root: string, before: ReadonlyMap<string, string>): readonly string[] {
  return [...before].filter(([path, hash]) => hashOf(root, path) !== hash).map(([path]) => path);
}

function hashOf(root: string, path: string): string | undefined {
  const codes = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'ELOOP'];
  const bytes = unlessCode(codes, () => readFileSync(join(root, path)));
  return bytes === undefined ? undefined : hashBytes(bytes);
}
