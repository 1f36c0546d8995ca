import { isMoultError, MoultError } from '@moult/errors';
import type { TreeNode } from '../syntax/tree-node.ts';

/**
 * Ends the change of a site because its form does not allow the edit: throws a `MoultError` with the code `E-REFUSED`, whose message is the
 * reason for the report. The site stays as it is.
 */
export function refuseEdit(node: TreeNode, reason: string, hint = 'Change this place by hand'): never {
  throw new MoultError('E-REFUSED', reason, { where: `line ${node.line}`, hint });
}

/** Whether an error says that an edit was refused, so that the site is to be reported and left alone. */
export function isEditRefusal(error: unknown): error is MoultError {
  return isMoultError(error, 'E-REFUSED');
}
