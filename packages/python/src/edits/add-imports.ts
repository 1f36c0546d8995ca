import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { namesOf } from './edited-names.ts';
import type { ImportWish } from './import-fates.ts';
import { nameText } from './import-list.ts';
import type { IsLocalModule } from './import-order.ts';
import { brings, isOpenFor, type PlacedWish, type StatementPlan, sameWish, sharesBlock } from './import-plan.ts';
import { isForTypesOnly } from './import-visible.ts';
import { type ImportHome, placeImport } from './place-import.ts';
import { isOnHeaderLine } from './statement-lines.ts';

/** Gives each wish to a statement that can take it, or to a new one. */
export function addWishes(
  draft: Draft,
  plans: readonly StatementPlan[],
  wishes: readonly PlacedWish[],
  isLocal: IsLocalModule,
): void {
  const open: PlacedWish[] = [];
  for (const placed of wishes) {
    const { wish, beside } = placed;
    if (plans.some((plan) => brings(plan, beside, wish) && (beside !== undefined || isAtHead(plan)))) continue;
    if (open.some((other) => other.beside === beside && sameWish(other.wish, wish))) continue;
    const target = plans.find((plan) => canTake(plan, placed));
    if (target === undefined) open.push(placed);
    else target.added.push(wish);
  }
  const takePlace = (statement: TreeNode, line: string): boolean => {
    const plan = plans.find((one) => one.statement === statement);
    if (plan === undefined || plan.removed.size < plan.fates.length || plan.added.length > 0) return false;
    plan.lines.push(line);
    return true;
  };
  const { uses } = namesOf(draft.tree);
  const firstUse = ({ local }: ImportWish): number =>
    uses.named(local.split('.')[0] ?? local)[0]?.start ?? Number.MAX_SAFE_INTEGER;
  for (const group of groupByStatement(open)) addStatement(draft, group, { isLocal, firstUse, takePlace });
}

function canTake(plan: StatementPlan, { wish, beside }: PlacedWish): boolean {
  if (wish.member === undefined || wish.member === '*' || !isOpenFor(plan, wish.module)) return false;
  return beside === undefined ? isAtHead(plan) : sharesBlock(plan, beside);
}

function isAtHead({ statement }: StatementPlan): boolean {
  return statement.parent?.kind === 'module' && !isForTypesOnly(statement);
}

/** Wishes that make one statement, members of one module for the same place, in the order formatters write. */
function groupByStatement(wishes: readonly PlacedWish[]): readonly (readonly PlacedWish[])[] {
  const groups = new Map<string, PlacedWish[]>();
  for (const placed of wishes) {
    const { wish, beside } = placed;
    const isPlain = wish.member === undefined;
    const name = isPlain ? `0 ${wish.module.toLowerCase()} ${wish.local}` : `1 ${wish.module.toLowerCase()}`;
    const key = `${name} ${wish.module}${wish.member === '*' ? ' *' : ''} ${beside?.statement.start ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [placed]);
    else group.push(placed);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
}

function addStatement(draft: Draft, group: readonly PlacedWish[], home: ImportHome): void {
  const [first] = group;
  if (first === undefined) return;
  const line = statementText(group.map(({ wish }) => wish));
  const { beside, wish } = first;
  const block = beside?.statement.parent;
  if (beside !== undefined && block !== undefined && !isOnHeaderLine(block)) beside.lines.push(line);
  else placeImport(draft, wish, line, home);
}

function statementText(wishes: readonly ImportWish[]): string {
  const [first] = wishes;
  if (first === undefined) return '';
  if (first.member === undefined) return `import ${nameText(first)}`;
  return `from ${first.module} import ${wishes.map(nameText).sort().join(', ')}`;
}
