import type { Resolution } from '@moult/plugin-api';
import type { DraftChange, SyntaxTree, TreeNode } from '@moult/python';
import { rangesOverlap } from '@moult/text';
import type { FoundSite } from '../find/found-site.ts';
import type { Lowering } from '../rewrite/candidate.ts';

/** What the engine itself holds against a change. It lowers grades and never raises one. */
export function lowerByEngine({ site, node }: FoundSite, draft: DraftChange, tree: SyntaxTree): readonly Lowering[] {
  const lowered: Lowering[] = [];
  if ('resolution' in site && !site.resolution.certain) {
    lowered.push({ to: 'review', why: `${describeDoubt(site.resolution)}` });
  }
  const statement = statementAround(node);
  if (site.kind !== 'file' && tree.errors.some((error) => touches(error, statement))) {
    lowered.push({ to: 'review', why: 'the grammar could not read all of the statement' });
  }
  const comment = findCommentAtRisk(draft, tree);
  if (comment !== undefined) {
    lowered.push({ to: 'review', why: `the comment \`${comment.text}\` stands in text that is replaced` });
  }
  return lowered;
}

function describeDoubt({ candidates }: Resolution): string {
  const names = candidates.map(({ name }) => `\`${name}\``);
  return names.length < 2
    ? `what the name refers to is likely ${names[0] ?? 'something else'}, and not certain`
    : `the name may refer to ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function statementAround(node: TreeNode): TreeNode {
  let current = node;
  while (current.parent !== undefined && current.parent.kind !== 'block' && current.parent.kind !== 'module') {
    current = current.parent;
  }
  // A compound statement is judged by its header: an error somewhere in a long body says nothing about its first line.
  return current;
}

function touches(error: { readonly start: number; readonly end: number }, statement: TreeNode): boolean {
  const body = statement.field('body') ?? statement.field('consequence');
  const end = body === undefined ? statement.end : body.start;
  return error.start <= end && statement.start <= error.end;
}

function findCommentAtRisk(draft: DraftChange, tree: SyntaxTree): TreeNode | undefined {
  const replaced = draft.edits.filter((edit) => edit.end > edit.start);
  if (replaced.length === 0) return undefined;
  const newTexts = draft.edits.map((edit) => edit.newText).join('\n');
  return tree
    .nodes('comment')
    .find((comment) => replaced.some((edit) => rangesOverlap(edit, comment)) && !newTexts.includes(comment.text));
}
