import { defineOrchestrator } from '@moult/plugin-api';
import { arrangePhases } from './arrange-phases.ts';
import { decideNext } from './decide-next.ts';

/** The strategy of Moult itself: four phases by rising risk. */
export const phased = defineOrchestrator({
  name: 'orchestrator',
  title: 'Four phases by rising risk; critical services one at a time, with a checkpoint after each',
  phases: arrangePhases,
  next: (fleet, events) => decideNext(fleet, arrangePhases(fleet), events),
});
