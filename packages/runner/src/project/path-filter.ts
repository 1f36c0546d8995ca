import { createIgnore } from '../discover/ignore-rules.ts';

/** A test for paths by the globs of a configuration, written as in an ignore file. Everything is included when `include` is empty. */
export function pathFilter(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
  const included = include.length === 0 ? undefined : createIgnore('', include.join('\n'));
  const excluded = exclude.length === 0 ? undefined : createIgnore('', exclude.join('\n'));
  return (path) =>
    (included === undefined || included.test(path, false) === 'ignored') && excluded?.test(path, false) !== 'ignored';
}
