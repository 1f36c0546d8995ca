import type { QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type ImportedName, viewImport } from '../views/import-view.ts';
import type { ImportFate, ImportWish } from './import-fates.ts';
import { commentsIn } from './tokens.ts';

/** What becomes of one import statement. Filled step by step while imports are settled. */
export interface StatementPlan {
  readonly statement: TreeNode;
  readonly fates: readonly ImportFate[];
  /** Module of the `from` import in the end; undefined for plain and relative imports. */
  module: QualifiedName | undefined;
  /** Names that move and stay in this statement. */
  readonly inPlace: Map<TreeNode, ImportWish>;
  /** Names that go: unused, or brought by another statement. */
  readonly removed: Set<TreeNode>;
  readonly added: ImportWish[];
  /** Statements to put behind this one, or in its place when nothing is left of it. */
  readonly lines: string[];
}

/** A wish with the statement it comes from, whose block and place it takes; none for what is used anywhere. */
export interface PlacedWish {
  readonly wish: ImportWish;
  readonly beside: StatementPlan | undefined;
}

/** Opens the plan of a statement. */
export function planStatement(statement: TreeNode, decide: (imported: ImportedName) => ImportFate): StatementPlan {
  const imported = viewImport(statement);
  const fates = imported.map(decide);
  const [first] = imported;
  const isAbsoluteFrom = first?.form === 'from' && first.level === 0;
  const dropped = fates.flatMap((fate) => (fate.kind === 'drop' ? [fate.imported.node] : []));
  return {
    statement,
    fates,
    module: isAbsoluteFrom ? first.module : undefined,
    inPlace: new Map(),
    removed: new Set(dropped),
    added: [],
    lines: [],
  };
}

/** Settles which names of a statement move with it, and returns the wishes for those that cannot. */
export function moveNames(plan: StatementPlan, plans: readonly StatementPlan[]): readonly PlacedWish[] {
  const copies = plan.fates.flatMap((fate) =>
    fate.kind === 'copy' || fate.kind === 'move' ? fate.also.map((wish) => ({ wish, beside: plan })) : [],
  );
  const moves = plan.fates.filter((fate) => fate.kind === 'move');
  if (moves.length === 0) return copies;
  const target = sharedModule(plan);
  const canStay =
    plan.statement.kind === 'import_statement' || (target !== undefined && !hasOther(plan, target, plans));
  if (canStay && plan.statement.kind !== 'import_statement') plan.module = target;
  const leaving: PlacedWish[] = [];
  for (const { imported, to } of moves) {
    if (canStay && !plans.some((other) => other !== plan && brings(other, plan, to))) {
      plan.inPlace.set(imported.node, to);
      continue;
    }
    plan.removed.add(imported.node);
    leaving.push({ wish: to, beside: plan });
  }
  return [...copies, ...leaving];
}

/** Whether a statement will, by what is known so far, bind the very thing where `near` stands. */
export function brings(plan: StatementPlan, near: StatementPlan | undefined, wish: ImportWish): boolean {
  if (near !== undefined && !sharesBlock(plan, near)) return false;
  const ofFates = plan.fates.some((fate) => {
    const { imported } = fate;
    if (fate.kind === 'drop' || plan.removed.has(imported.node)) return false;
    const moved = plan.inPlace.get(imported.node);
    if (moved !== undefined) return sameWish(moved, wish);
    return fate.kind !== 'move' && isSame(imported, wish);
  });
  return ofFates || plan.added.some((one) => sameWish(one, wish));
}

export function sharesBlock(a: StatementPlan, b: StatementPlan): boolean {
  return a.statement.parent === b.statement.parent;
}

export function sameWish(a: ImportWish, b: ImportWish): boolean {
  return a.module === b.module && a.member === b.member && a.local === b.local;
}

/** The module all names move to; undefined when some stay, or go to different modules. */
function sharedModule({ fates }: StatementPlan): QualifiedName | undefined {
  const modules = new Set(
    fates.map((fate) => {
      if (fate.kind === 'drop') return undefined;
      return fate.kind === 'move' && fate.to.member !== undefined ? fate.to.module : '';
    }),
  );
  modules.delete(undefined);
  const [only] = modules;
  return modules.size === 1 && only !== '' ? only : undefined;
}

/** Whether another statement of the block imports from the module already; one with comments keeps its own statement. */
function hasOther(plan: StatementPlan, module: QualifiedName, plans: readonly StatementPlan[]): boolean {
  const { statement } = plan;
  if (commentsIn(statement.tree, statement.start, statement.end).length > 0 || keepsNamesApart(plans)) return false;
  return plans.some((other) => other !== plan && isOpenFor(other, module) && sharesBlock(other, plan));
}

/** Whether a file imports from one module by several statements of one name each, as some formatters want it. */
function keepsNamesApart(plans: readonly StatementPlan[]): boolean {
  const single = plans.flatMap(({ statement, fates }) => {
    const [only] = fates;
    if (only === undefined || fates.length > 1 || only.imported.form !== 'from') return [];
    return [`${statement.parent?.start ?? 0} ${only.imported.level} ${only.imported.module}`];
  });
  return new Set(single).size < single.length;
}

/** Whether names of a module can be added to a statement. */
export function isOpenFor(
  { module, statement, fates, removed, inPlace }: StatementPlan,
  wanted: QualifiedName,
): boolean {
  if (module !== wanted || statement.children.some(({ kind }) => kind === 'wildcard_import')) return false;
  return fates.some(
    (fate) => !removed.has(fate.imported.node) && (fate.kind !== 'move' || inPlace.has(fate.imported.node)),
  );
}

function isSame(imported: ImportedName, { module, member, local }: ImportWish): boolean {
  if (imported.level > 0 || imported.module !== module || imported.member !== member) return false;
  const bound = imported.form === 'import' && imported.alias === undefined ? imported.module : imported.local;
  return bound === local || (member === '*' && local === '*');
}
