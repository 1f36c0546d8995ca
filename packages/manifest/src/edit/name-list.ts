import type { WrittenRequirement } from '../manifest.ts';

/** Whether a requirement is in a list of bare names: the extras of Poetry say which optional dependencies they switch on. */
export function isNameList(requirement: WrittenRequirement): boolean {
  return requirement.group?.startsWith('tool.poetry.extras.') === true;
}
