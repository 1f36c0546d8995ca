import type { PyFragment, SyntaxNode } from '@moult/plugin-api';
import { docstringOf, firstBodyLine, ownerOf } from './compound-parts.ts';
import { checkReadable, type EditScope, placeAt } from './edit-scope.ts';
import { indentUnitOf, layFragment, lineIndentAt } from './lay-fragment.ts';
import { readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { isOnHeaderLine, openBody } from './statement-lines.ts';
import { asTreeNode, codeChildren } from './tree-places.ts';

/** Puts a head such as `if test` around all statements of a block, docstring left out, and moves them in one level. */
export function wrapBody(scope: EditScope, given: SyntaxNode, header: PyFragment): void {
  const block = asTreeNode(given);
  checkReadable(block);
  const { draft } = scope;
  const owner = ownerOf(block);
  const read = readFragment(header, 'header', scope.owner);
  const unit = indentUnitOf(draft.tree);
  if (isOnHeaderLine(block)) {
    const indent = openBody(scope, block);
    const pieces = layFragment(read, placeAt(scope, block.start, indent));
    draft.insert(block.start, ...pieces, `:${draft.newline(block.start)}${indent}${unit}`);
    return;
  }
  const docstring = docstringOf(block);
  const [first] = codeChildren(block).filter((statement) => statement !== docstring);
  if (first === undefined) refuseEdit(block, 'The body has no statement to put under another head');
  const line = docstring === undefined ? firstBodyLine(owner) : first.start;
  draft.indents.addBefore(line, (indent) => {
    const pieces = layFragment(read, placeAt(scope, block.start, indent));
    return draft.write([indent, ...pieces, ':']);
  });
  const start = draft.tree.lines.lineRange(draft.tree.lines.lineAt(line))?.start ?? line;
  draft.indents.shift(start, block.end, { at: lineIndentAt(draft.tree, first.start).length, remove: 0, insert: unit });
}
