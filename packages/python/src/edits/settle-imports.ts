import type { TextEdit } from '@moult/text';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { addWishes } from './add-imports.ts';
import { Draft } from './draft.ts';
import { namesOf } from './edited-names.ts';
import { decideFate, type FateContext, type KeptImport } from './import-fates.ts';
import type { ImportIntent } from './import-intent.ts';
import type { IsLocalModule } from './import-order.ts';
import { moveNames, planStatement } from './import-plan.ts';
import { missingUses } from './missing-imports.ts';
import { writeStatements } from './write-imports.ts';

/** What the imports of one file are settled from. */
export interface ImportsToSettle {
  /** The tree of the final text: all other edits are made. */
  readonly tree: SyntaxTree;
  /** The intents of all accepted changes of the file. */
  readonly intents: readonly ImportIntent[];
  /** Path of the file; what an `__init__.py` imports may be meant for others, so it is not let go. */
  readonly path?: string;
  /** Tells modules of the service, whose imports come last; without it only relative imports do. */
  readonly isLocalModule?: IsLocalModule;
}

/** The edits that settle the imports, and what stays although it might have gone. */
export interface SettledImports {
  /** Sorted and disjoint. Offsets are UTF-16 units of the tree's text. */
  readonly edits: readonly TextEdit[];
  readonly kept: readonly KeptImport[];
}

/**
 * Settles the imports of a file once all code is final: renames in place, merges into imports of the new module, adds what is used and
 * lets go what nothing refers to any more. Everything else stays as it is.
 */
export function settleImports({
  tree,
  intents,
  path = '',
  isLocalModule = () => false,
}: ImportsToSettle): SettledImports {
  const kept: KeptImport[] = [];
  const context: FateContext = { names: namesOf(tree), root: tree.root, intents, kept, path };
  const plans = importStatements(tree).map((statement) => planStatement(statement, (one) => decideFate(context, one)));
  const moved = plans.flatMap((plan) => moveNames(plan, plans));
  const draft = new Draft(tree);
  addWishes(draft, plans, [...moved, ...missingUses(context, plans, moved)], isLocalModule);
  writeStatements(draft, plans);
  return { edits: draft.collect(), kept };
}

function importStatements(tree: SyntaxTree): readonly TreeNode[] {
  const found = [...tree.nodes('import_statement'), ...tree.nodes('import_from_statement')];
  return found.sort((a, b) => a.start - b.start);
}
