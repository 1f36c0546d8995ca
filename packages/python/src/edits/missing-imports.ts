import type { FateContext, ImportWish } from './import-fates.ts';
import { brings, type PlacedWish, type StatementPlan, sameWish } from './import-plan.ts';
import { isNameUsed } from './import-uses.ts';
import { isForTypesOnly } from './import-visible.ts';

/** The imports that changes asked for, that code uses, and that no statement brings. */
export function missingUses(
  { intents, names }: FateContext,
  plans: readonly StatementPlan[],
  moved: readonly PlacedWish[],
): readonly PlacedWish[] {
  const wishes = intents.flatMap((intent): readonly ImportWish[] =>
    intent.kind === 'use' ? [{ module: intent.module, member: intent.member, local: intent.local }] : [],
  );
  return wishes
    .filter((wish, index) => wishes.findIndex((other) => sameWish(other, wish)) === index)
    .filter((wish) => {
      const name = wish.local.split('.')[0] ?? wish.local;
      if (!isNameUsed(name, names)) return false;
      const isUnbound = names.uses.named(name).some((node) => names.uses.variableOf(node) === undefined);
      const isBrought = plans.some((plan) => brings(plan, undefined, wish) && reaches(plan, isUnbound));
      return !isBrought && !moved.some((one) => sameWish(one.wish, wish) && reaches(one.beside, isUnbound));
    })
    .map((wish) => ({ wish, beside: undefined }));
}

/** Whether an import is made at run time, and for the whole file where some use stands in no scope that binds the name. */
function reaches(plan: StatementPlan | undefined, isUnbound: boolean): boolean {
  if (plan === undefined) return true;
  return !isForTypesOnly(plan.statement) && (!isUnbound || !isInFunction(plan));
}

function isInFunction({ statement }: StatementPlan): boolean {
  for (let node = statement.parent; node !== undefined; node = node.parent) {
    if (node.kind === 'function_definition' || node.kind === 'class_definition') return true;
  }
  return false;
}
