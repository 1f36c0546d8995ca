import type { TreeNode } from '../syntax/tree-node.ts';
import type { TreeParameter } from '../views/parameter-view.ts';
import { argumentsFor } from './call-sites.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt, quote } from './file-model.ts';
import { evaluateFixture } from './fixtures.ts';
import { mapSet, NOTHING, opened, setOf, UNKNOWN, unite, type ValueSet, withEvidence } from './value.ts';

/** What a parameter holds: by its place as `self`, its annotation, its default, a fixture of its name, or the arguments of all calls. */
export function evaluateParameter(
  evaluator: Evaluator,
  file: FileModel,
  parameter: TreeParameter,
  definition: TreeNode,
): ValueSet {
  const self = evaluateSelf(file, parameter, definition);
  if (self !== undefined) return self;
  if (parameter.kind !== 'plain') return UNKNOWN;
  const injected = evaluateInjected(evaluator, file, parameter);
  if (injected.values.length > 0) return injected;
  if (parameter.annotation !== undefined) {
    const said = evaluateAnnotated(evaluator, file, parameter, parameter.annotation, definition);
    if (said !== undefined) return said;
  }
  return (
    evaluateFixture(evaluator, file, parameter, definition) ?? evaluateArguments(evaluator, file, parameter, definition)
  );
}

/** An annotation settles the type; the arguments of the calls tell where such objects were made. */
function evaluateAnnotated(
  evaluator: Evaluator,
  file: FileModel,
  parameter: TreeParameter,
  annotation: TreeNode,
  definition: TreeNode,
): ValueSet | undefined {
  const said = evaluator.annotated(file, annotation);
  if (said.values.length === 0) return undefined;
  const fact = factAt(file, parameter.node, `annotated as ${quote(annotation)}`);
  const typed = mapSet(said, (value) => setOf(withEvidence(value, fact)));
  const [type] = typed.values;
  if (type?.kind !== 'instance' || typed.values.length > 1) return typed;
  const given = passedValues(evaluator, file, parameter, definition);
  const made = given.values.filter((value) => value.kind === 'instance' && value.name === type.name);
  if (made.length === 0 || made.length < given.values.length || given.isOpen) return typed;
  return { values: made.map((value) => withEvidence(value, fact)), isOpen: typed.isOpen };
}

/** `Depends(get_client)` as a default or inside `Annotated[…]` gives what the function gives. */
function evaluateInjected(evaluator: Evaluator, file: FileModel, parameter: TreeParameter): ValueSet {
  const inAnnotation = parameter.annotation === undefined ? [] : file.tree.subtree(parameter.annotation);
  const inDefault = parameter.default === undefined ? [] : [parameter.default];
  const calls = [...inDefault, ...inAnnotation].filter((node) => node.kind === 'call');
  return unite(
    calls.filter((node) => isDependency(evaluator, file, node)).map((node) => evaluator.expression(file, node)),
  );
}

function isDependency(evaluator: Evaluator, file: FileModel, call: TreeNode): boolean {
  const callee = call.field('function');
  if (callee === undefined) return false;
  return evaluator
    .expression(file, callee)
    .values.some((value) => value.kind === 'member' && value.name === 'fastapi.Depends');
}

function evaluateSelf(file: FileModel, parameter: TreeParameter, definition: TreeNode): ValueSet | undefined {
  const method = file.definitions.functionOf(definition);
  if (method?.owner === undefined || method.parameters[0]?.identifier !== parameter.identifier) return undefined;
  const names = method.decorators.map(({ name }) => name.text);
  if (names.includes('staticmethod') || parameter.isKeywordOnly) return undefined;
  const { node } = method.owner;
  const evidence = [factAt(file, node, `\`${parameter.name}\` of \`${method.owner.name}\``)];
  const isClass = names.includes('classmethod') || method.name === '__new__' || method.name === '__init_subclass__';
  return setOf(
    isClass
      ? { kind: 'definition', file, node, evidence }
      : { kind: 'local-instance', file, node, origin: undefined, evidence },
  );
}

/** The default and the arguments of the calls that were found. Others may call too, so it stays open. */
function evaluateArguments(
  evaluator: Evaluator,
  file: FileModel,
  parameter: TreeParameter,
  definition: TreeNode,
): ValueSet {
  return opened(passedValues(evaluator, file, parameter, definition));
}

function passedValues(evaluator: Evaluator, file: FileModel, parameter: TreeParameter, definition: TreeNode): ValueSet {
  const fallback = parameter.default === undefined ? NOTHING : evaluator.expression(file, parameter.default);
  const given = argumentsFor(evaluator, file, definition, parameter).map((argument) => {
    const fact = factAt(argument.file, argument.node, `passed as \`${parameter.name}\` by ${quote(argument.call)}`);
    return mapSet(evaluator.expression(argument.file, argument.node), (value) => setOf(withEvidence(value, fact)));
  });
  return unite([fallback, ...given]);
}
