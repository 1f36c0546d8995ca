import type { FragmentHole, PyFragment } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ReadFragment } from './read-fragment.ts';
import { asTreeNode } from './tree-places.ts';

/** A hole of a fragment with the stand-in that takes its place while the fragment is parsed. */
export interface Hole {
  readonly content: TreeNode | ReadFragment;
  readonly standIn: string;
  /** Where the stand-in is in the text that is parsed, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A fragment as one text, its holes filled with stand-ins. */
export interface FlatFragment {
  readonly text: string;
  readonly holes: readonly Hole[];
}

/**
 * Writes a fragment as one text. Source strings, and fragments that are no expressions by themselves, become part of it; nodes and
 * expressions are holes. `read` tells whether a fragment is an expression.
 */
export function flattenFragment(
  fragment: PyFragment,
  read: (inner: PyFragment) => ReadFragment | undefined,
): FlatFragment {
  const holes: Hole[] = [];
  let text = '';
  const append = (part: PyFragment): void => {
    for (const [index, piece] of part.strings.entries()) {
      text += piece;
      const hole = part.holes[index];
      if (hole !== undefined) appendHole(hole);
    }
  };
  const appendHole = (hole: FragmentHole): void => {
    if (typeof hole === 'string') {
      text += hole;
      return;
    }
    const content = isFragment(hole) ? read(hole) : asTreeNode(hole);
    if (content === undefined) {
      if (isFragment(hole)) append(hole);
      return;
    }
    const standIn = standInFor(content, `_hole${holes.length}_`);
    holes.push({ content, standIn, start: text.length, end: text.length + standIn.length });
    text += standIn;
  };
  append(fragment);
  return { text, holes };
}

function isFragment(hole: Exclude<FragmentHole, string>): hole is PyFragment {
  return hole.kind === 'py-fragment';
}

/** Something of the same place in the grammar, so that the fragment parses as it will with the node in it. */
function standInFor(content: TreeNode | ReadFragment, name: string): string {
  switch (content.kind) {
    case 'argument_list':
    case 'parameters':
      return '()';
    case 'decorator':
      return `@${name}`;
    case 'else_clause':
      return 'else: pass';
    case 'finally_clause':
      return 'finally: pass';
    case 'except_clause':
      return `except ${name}: pass`;
    case 'elif_clause':
      return `elif ${name}: pass`;
    default:
      return name;
  }
}
