import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { changeNames } from './import-list.ts';
import type { StatementPlan } from './import-plan.ts';
import { lineIndentAt } from './lay-fragment.ts';
import { lineLimitOf } from './line-limit.ts';
import { addAfter } from './place-import.ts';
import { realignLines } from './realign-lines.ts';
import { removeStatements } from './remove-statement.ts';
import { sharesLine } from './statement-lines.ts';

/** Writes what was planned for the import statements of a file. */
export function writeStatements(draft: Draft, plans: readonly StatementPlan[]): void {
  const limit = lineLimitOf(draft.tree);
  const emptied = new Map<TreeNode, Set<TreeNode>>();
  for (const plan of plans) {
    const { statement, fates, removed, added, lines } = plan;
    if (removed.size === fates.length && added.length === 0) {
      if (lines.length > 0) replaceStatement(draft, plan);
      else markEmptied(emptied, statement);
      continue;
    }
    renameModule(draft, plan);
    changeNames(draft, plan, limit);
    for (const line of lines) addAfter(draft, statement, line, 1);
  }
  for (const [block, statements] of emptied) removeStatements(draft, block, statements, false);
}

function renameModule(draft: Draft, { statement, module, inPlace, removed, added }: StatementPlan): void {
  const source = statement.field('module_name');
  if (source !== undefined && module !== undefined && source.text !== module && inPlace.size > 0) {
    draft.replace(source, [module]);
    const [first] = statement.fields('name');
    const bracket = { opened: source.line, end: statement.end };
    // Names that come or go are written under the old column, and must not be torn from the others.
    if (first !== undefined && removed.size + added.length === 0)
      realignLines(draft, { ...bracket, first }, module.length - source.text.length);
  }
}

/** The first new statement takes the place of one that is left without names, so that its comment stays beside it. */
function replaceStatement(draft: Draft, { statement, lines }: StatementPlan): void {
  const indent = lineIndentAt(draft.tree, statement.start);
  const separator = sharesLine(statement) ? '; ' : draft.newline(statement.start) + indent;
  draft.saveComments(statement, statement);
  draft.replace(statement, [lines.join(separator)]);
}

function markEmptied(emptied: Map<TreeNode, Set<TreeNode>>, statement: TreeNode): void {
  const block = statement.parent;
  if (block === undefined) return;
  const statements = emptied.get(block) ?? new Set();
  statements.add(statement);
  emptied.set(block, statements);
}
