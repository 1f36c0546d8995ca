import type { Resolution } from '@moult/plugin-api';
import { stringValueOf, type TreeNode } from '@moult/python';
import type { FindContext } from './find-sites.ts';
import type { FoundSite } from './found-site.ts';
import { isAtOrBelow } from './match-name.ts';

const DOTTED_NAME = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** Sites of a string literal that names something by its dotted path. A part of adjacent literals is none. */
export function findStringSites({ file, index }: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = index.of('string');
  if (finders.length === 0 || node.parent?.kind === 'concatenated_string') return [];
  const value = stringValueOf(node);
  if (value === undefined || !DOTTED_NAME.test(value)) return [];
  return finders.flatMap(({ entry, spec }) => {
    const name = spec.names.find((wanted) => isAtOrBelow(value, wanted));
    if (name === undefined) return [];
    const resolution = resolutionOf(value, file.path, node.line);
    return [{ entry, node, head: node, site: { kind: 'string', node, name, value, resolution } }];
  });
}

/** One word may be anything (a label, a logger); a dotted path below a library's module is hardly anything else. */
function resolutionOf(value: string, path: string, line: number): Resolution {
  const certain = value.includes('.');
  const fact = certain ? `the string is the dotted path \`${value}\`` : `the string is the single word \`${value}\``;
  return {
    candidates: [{ kind: certain ? 'member' : 'module', name: value, evidence: [{ fact, path, line }] }],
    certain,
  };
}
