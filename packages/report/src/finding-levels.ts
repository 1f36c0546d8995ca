import type { PlanDocument, PlanFinding } from '@moult/engine';

/** The findings somebody has to act on. */
export function workOrders({ findings }: Pick<PlanDocument, 'findings'>): readonly PlanFinding[] {
  return findings.filter((finding) => finding.level === 'work');
}

/** The findings that are told, and stay as they are when nobody acts. */
export function notes({ findings }: Pick<PlanDocument, 'findings'>): readonly PlanFinding[] {
  return findings.filter((finding) => finding.level === 'note');
}
