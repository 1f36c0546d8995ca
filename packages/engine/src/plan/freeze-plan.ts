import { sha256 } from '../digest/sha256.ts';
import type { PlanDocument, PlanDraft } from './plan-document.ts';

/** SHA-256 of a text as UTF-8, in lower-case hex. */
type Digest = (text: string) => string;

/** Gives a plan its digest. A floor that may use the platform can give its own SHA-256, which is many times faster. */
export function freezePlan(draft: PlanDraft, digest: Digest = sha256): PlanDocument {
  return { ...draft, digest: digestPlan(draft, digest) };
}

/**
 * SHA-256 of a plan as JSON with sorted keys and without its digest. Whatever the order of keys in a file, the same plan has the same digest.
 */
export function digestPlan(plan: PlanDraft | PlanDocument, digest: Digest = sha256): string {
  const { digest: _digest, ...content } = { digest: '', ...plan };
  return digest(canonicalJson(content));
}

/** Whether a plan still says what it said when it was frozen. */
export function isPlanIntact(plan: PlanDocument): boolean {
  return plan.digest === digestPlan(plan);
}

/** A plan as a file: its keys in their order, two spaces deep, with a final line end. */
export function serializePlan(plan: PlanDocument): string {
  return `${JSON.stringify(plan, undefined, 2)}\n`;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
  return `{${entries.join(',')}}`;
}
