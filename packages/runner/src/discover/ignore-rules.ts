import ignore from 'ignore';
import { compilePretest } from './ignore-pretest.ts';

/** The rules of one ignore file. */
export interface IgnoreRules {
  /** What the file says about a path relative to the root; `silent` when no rule of it matches. */
  test(path: string, isFolder: boolean): 'ignored' | 'kept' | 'silent';
}

/** Compiles the ignore file of `folder` (relative to the root, empty for the root itself). */
export function createIgnore(folder: string, text: string): IgnoreRules {
  const rules = ignore().add(text);
  const pretest = compilePretest(text);
  const prefix = folder === '' ? 0 : folder.length + 1;
  return {
    test(path, isFolder) {
      if (pretest?.(path.slice(prefix)) === false) return 'silent';
      const { ignored, unignored } = rules.test(isFolder ? `${path.slice(prefix)}/` : path.slice(prefix));
      if (ignored) return 'ignored';
      return unignored ? 'kept' : 'silent';
    },
  };
}
