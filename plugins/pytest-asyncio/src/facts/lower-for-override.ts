import type { FixContext, Site } from '@moult/plugin-api';
import { loopOverrides } from './loop-overrides.ts';

/** Where a wide `event_loop` fixture is left for a person, tests change their loop with the upgrade, whatever else is done to them. */
export function lowerForOverride({ file, facts, edit }: FixContext<Site>): void {
  const override = facts(loopOverrides).remainingFor(file);
  if (override === undefined || override.scope === 'function') return;
  edit.lower(
    'review',
    `the event_loop fixture of ${override.file.path}:${override.view.node.line} has to be replaced by hand, or tests and fixtures lose the loop they share`,
  );
}
