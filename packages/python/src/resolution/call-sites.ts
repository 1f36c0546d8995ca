import type { TreeNode } from '../syntax/tree-node.ts';
import { type TreeCall, viewCall } from '../views/call-view.ts';
import type { TreeFunction } from '../views/definition-views.ts';
import type { TreeParameter } from '../views/parameter-view.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';

/** Calls of one name that are looked into. A name that is called more often says little, and following all of it would cost the most. */
const CALL_LIMIT = 20;

/** An argument that a call passes for a parameter. */
export interface PassedArgument {
  readonly file: FileModel;
  readonly node: TreeNode;
  readonly call: TreeNode;
}

/** The arguments that the calls of a local function pass for one of its parameters. */
export function argumentsFor(
  evaluator: Evaluator,
  file: FileModel,
  definition: TreeNode,
  parameter: TreeParameter,
): readonly PassedArgument[] {
  const view = file.definitions.functionOf(definition);
  if (view === undefined) return [];
  const isConstructor = view.name === '__init__' && view.owner !== undefined;
  const called = isConstructor && view.owner !== undefined ? view.owner : view;
  const sites = evaluator.calls.get(called.name);
  if (sites.length > CALL_LIMIT) return [];
  return sites.flatMap(({ file: caller, node }) => {
    const call = viewCall(node);
    if (call === undefined || !callsDefinition(evaluator, caller, call, called.node)) return [];
    const argument = argumentOf(call, view, parameter, isConstructor);
    return argument === undefined ? [] : [{ file: caller, node: argument, call: node }];
  });
}

function callsDefinition(evaluator: Evaluator, file: FileModel, call: TreeCall, definition: TreeNode): boolean {
  const { values } = evaluator.expression(file, call.callee);
  return values.some((value) => value.kind === 'definition' && value.node === definition);
}

function argumentOf(
  call: TreeCall,
  view: TreeFunction,
  parameter: TreeParameter,
  isConstructor: boolean,
): TreeNode | undefined {
  const named = call.keyword(parameter.name);
  if (named !== undefined) return named.value;
  if (parameter.isKeywordOnly) return undefined;
  const index = view.parameters.findIndex((one) => one.identifier === parameter.identifier);
  const isStatic = view.decorators.some(({ name }) => name.text === 'staticmethod');
  const hasSelf = view.owner !== undefined && !isStatic && (isConstructor || call.callee.kind === 'attribute');
  return call.positional(hasSelf ? index - 1 : index)?.value;
}
