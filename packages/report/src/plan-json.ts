import type { PlanDocument } from '@moult/engine';

/** A plan as its document, ready for a file: two spaces, one newline at the end. */
export function planJson(plan: PlanDocument): string {
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}
