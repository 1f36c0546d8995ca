import type { PyFragment, SyntaxNode } from '@moult/plugin-api';
import { readCompound } from './compound-parts.ts';
import { checkReadable, type EditScope, placeAt } from './edit-scope.ts';
import { layFragment } from './lay-fragment.ts';
import { readFragment } from './read-fragment.ts';
import { rewriteRange } from './rewrite-range.ts';
import { asTreeNode } from './tree-places.ts';

/** Replaces the part of a compound statement or clause before its colon. */
export function replaceHeader(scope: EditScope, given: SyntaxNode, header: PyFragment): void {
  const node = asTreeNode(given);
  const { statement, colon, body } = readCompound(node);
  for (const part of statement.children) if (part.end <= body.start) checkReadable(part);
  let end = colon;
  while (/\s/.test(statement.tree.text[end - 1] ?? '')) end--;
  const read = readFragment(header, 'header', scope.owner);
  const pieces = layFragment(read, placeAt(scope, statement.start));
  rewriteRange(scope.draft, { start: statement.start, end }, pieces, statement);
}
