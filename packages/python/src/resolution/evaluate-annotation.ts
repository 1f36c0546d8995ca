import { lookUpName } from '../bindings/look-up-name.ts';
import type { Scope } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { stringValueOf } from '../views/string-view.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { onlyValue } from './find-constant.ts';
import { type AnnotationType, parseAnnotation } from './parse-annotation.ts';
import { mapSet, NOTHING, opened, setOf, UNKNOWN, unite, type Value, type ValueSet } from './value.ts';

/** An object of the type an annotation names. It has no origin: nothing says where it was made. */
export function evaluateAnnotation(evaluator: Evaluator, file: FileModel, annotation: TreeNode): ValueSet {
  const text = stringValueOf(annotation) ?? annotation.text;
  return evaluateType({ evaluator, file, scope: file.bindings.scopeOf(annotation) }, parseAnnotation(text));
}

interface Place {
  readonly evaluator: Evaluator;
  readonly file: FileModel;
  readonly scope: Scope;
}

/** Wrappers whose first argument is the type itself. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'Optional',
  'Annotated',
  'Final',
  'ClassVar',
  'InitVar',
  'Required',
  'NotRequired',
  'ReadOnly',
  'Awaitable',
]);

/** Types that give their first argument when they are run over or entered. */
const PRODUCING: ReadonlySet<string> = new Set([
  'Iterator',
  'Iterable',
  'Generator',
  'AsyncIterator',
  'AsyncIterable',
  'AsyncGenerator',
  'AbstractContextManager',
  'AbstractAsyncContextManager',
  'ContextManager',
  'AsyncContextManager',
  'Sequence',
  'Collection',
  'List',
  'Set',
  'list',
  'set',
  'frozenset',
  'deque',
]);

function evaluateType(place: Place, type: AnnotationType): ValueSet {
  switch (type.kind) {
    case 'other':
      return UNKNOWN;
    case 'union':
      return unite(type.members.map((member) => evaluateType(place, member)));
    case 'name':
      return evaluateNamed(place, type);
  }
}

function evaluateNamed(place: Place, type: Extract<AnnotationType, { kind: 'name' }>): ValueSet {
  const last = type.path.at(-1) ?? '';
  const [first, , third] = type.arguments;
  if (last === 'None') return NOTHING;
  if (last === 'Union') return unite(type.arguments.map((member) => evaluateType(place, member)));
  if (first === undefined) return evaluateAlias(place, type.path) ?? mapSet(evaluatePath(place, type.path), objectOf);
  if (last === 'Coroutine') return evaluateType(place, third ?? first);
  if (TRANSPARENT.has(last)) return evaluateType(place, first);
  if (PRODUCING.has(last)) return setOf({ kind: 'produced', element: evaluateType(place, first), evidence: [] });
  const isClass = last === 'type' || last === 'Type';
  if (isClass && first.kind === 'name') return evaluatePath(place, first.path);
  return mapSet(evaluatePath(place, type.path), objectOf);
}

/** An alias of a written-out type, such as `Influx = Annotated[InfluxDBClient, …]`, stands for that type. */
function evaluateAlias({ evaluator, file, scope }: Place, path: readonly string[]): ValueSet | undefined {
  const [name, more] = path;
  const variable = name === undefined || more !== undefined ? undefined : lookUpName(name, scope);
  const assigned = variable && onlyValue(evaluator, file, variable);
  const isType = assigned?.node.kind === 'subscript' || assigned?.node.kind === 'binary_operator';
  return assigned && isType ? evaluator.annotated(assigned.file, assigned.node) : undefined;
}

function evaluatePath({ evaluator, file, scope }: Place, path: readonly string[]): ValueSet {
  const [root, ...rest] = path;
  if (root === undefined) return UNKNOWN;
  let set = evaluator.name(file, root, scope);
  for (const name of rest) set = mapSet(set, (value) => evaluator.attribute(value, name));
  return set;
}

function objectOf(type: Value): ValueSet {
  if (type.kind === 'member') return setOf({ ...type, kind: 'instance' });
  if (type.kind === 'definition' && type.node.kind === 'class_definition') {
    return setOf({ ...type, kind: 'local-instance', origin: undefined });
  }
  if (type.kind === 'local-name') return setOf(type);
  return opened(NOTHING);
}
