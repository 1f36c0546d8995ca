import type { FunctionView, ParametersEdit } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { checkReadable, type EditScope } from './edit-scope.ts';
import { namesOf } from './edited-names.ts';
import { refuseEdit } from './refuse-edit.ts';
import { removeElement } from './remove-element.ts';
import { asTreeNode, codeChildren } from './tree-places.ts';

/** The edits of the parameters of one function. */
export function editParameters(scope: EditScope, view: FunctionView): ParametersEdit {
  const definition = asTreeNode(view.node);
  const list = definition.field('parameters') ?? refuseEdit(definition, 'The function has no parameters');
  checkReadable(list);
  const find = (name: string): TreeNode =>
    codeChildren(list).find((parameter) => nameOf(parameter)?.text === name) ??
    refuseEdit(definition, `The function has no parameter \`${name}\``);
  const edit: ParametersEdit = {
    remove(name) {
      removeElement(scope, find(name), list);
      return edit;
    },
    rename(from, to) {
      const identifier = nameOf(find(from));
      if (codeChildren(list).some((parameter) => nameOf(parameter)?.text === to)) {
        return refuseEdit(definition, `The function already has a parameter \`${to}\``);
      }
      if (identifier !== undefined) renameVariable(scope, identifier, to);
      return edit;
    },
  };
  return edit;
}

function renameVariable({ draft }: EditScope, identifier: TreeNode, to: string): void {
  const uses = namesOf(identifier.tree).uses.usesOf(identifier);
  for (const use of uses.length === 0 ? [identifier] : uses) draft.replace(use, [to]);
}

/** The identifier a parameter binds; undefined for `*` and `/`. */
function nameOf(parameter: TreeNode): TreeNode | undefined {
  if (parameter.kind === 'identifier') return parameter;
  const named = parameter.field('name');
  if (named !== undefined) return named;
  const first = codeChildren(parameter)[0];
  return first === undefined || parameter.kind.endsWith('_separator') ? undefined : nameOf(first);
}
