import type { TreeNode } from '../syntax/tree-node.ts';
import { instanceAttribute } from './class-members.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt, placeOf, quote } from './file-model.ts';
import { instanceOf } from './library-values.ts';
import { mapSet, setOf, UNKNOWN, type Value, type ValueSet } from './value.ts';

/** What `with context as …` binds: by default the object itself. */
export function evaluateEntered(evaluator: Evaluator, file: FileModel, context: TreeNode): ValueSet {
  return (
    calledResult(evaluator, file, context, evaluator.api.enters) ??
    mapSet(evaluator.expression(file, context), (value) => enter(evaluator, value))
  );
}

/** What `for … in iterable` binds. */
export function evaluateElement(evaluator: Evaluator, file: FileModel, iterable: TreeNode): ValueSet {
  return (
    calledResult(evaluator, file, iterable, evaluator.api.yields) ??
    mapSet(evaluator.expression(file, iterable), (value) => iterate(evaluator, value))
  );
}

/** Entering or running over the result of a call that a library names by the function called. */
function calledResult(
  evaluator: Evaluator,
  file: FileModel,
  node: TreeNode,
  table: ReadonlyMap<string, string>,
): ValueSet | undefined {
  const callee = node.kind === 'call' ? node.field('function') : undefined;
  if (callee === undefined) return undefined;
  const set = evaluator.expression(file, callee);
  if (!set.values.some((value) => value.kind === 'member' && table.has(value.name))) return undefined;
  const origin = placeOf(file, node);
  return mapSet(set, (value) => {
    const type = value.kind === 'member' ? table.get(value.name) : undefined;
    if (type === undefined) return UNKNOWN;
    const evidence = [...value.evidence, factAt(file, node, `given by ${quote(node)}`)];
    return setOf(instanceOf(evaluator.api, type, { origin, evidence }));
  });
}

function enter(evaluator: Evaluator, value: Value): ValueSet {
  switch (value.kind) {
    case 'instance': {
      const type = evaluator.api.enters.get(value.name);
      return setOf(type === undefined ? value : instanceOf(evaluator.api, type, value));
    }
    case 'member': {
      const type = evaluator.api.enters.get(value.name);
      return type === undefined ? UNKNOWN : setOf(instanceOf(evaluator.api, type, value));
    }
    case 'local-instance':
      return enterLocal(evaluator, value);
    case 'produced':
      return value.element;
    default:
      return UNKNOWN;
  }
}

/** What `__enter__` or `__aenter__` of a local class returns; `return self` gives the object itself. */
function enterLocal(evaluator: Evaluator, value: Extract<Value, { kind: 'local-instance' }>): ValueSet {
  for (const name of ['__aenter__', '__enter__']) {
    const method = instanceAttribute(evaluator, value, name);
    const defined = method.values.filter((one) => one.kind === 'definition');
    if (defined.length > 0) {
      return mapSet({ values: defined, isOpen: method.isOpen }, (one) => {
        if (one.kind !== 'definition') return UNKNOWN;
        return mapSet(evaluator.returned(one.file, one.node), (result) =>
          setOf(result.kind === 'local-instance' && result.origin === undefined ? value : result),
        );
      });
    }
  }
  return setOf(value);
}

function iterate(evaluator: Evaluator, value: Value): ValueSet {
  switch (value.kind) {
    case 'instance':
    case 'member': {
      const type = evaluator.api.yields.get(value.name);
      // What runs out of an object is not the object: it has no origin of its own.
      const from = { origin: undefined, evidence: value.evidence };
      return type === undefined ? UNKNOWN : setOf(instanceOf(evaluator.api, type, from));
    }
    case 'display':
      return elementsOf(evaluator, value.file, value.node);
    case 'produced':
      return value.element;
    default:
      return UNKNOWN;
  }
}

function elementsOf(evaluator: Evaluator, file: FileModel, display: TreeNode): ValueSet {
  if (display.kind === 'dictionary') return UNKNOWN;
  const parts = display.children.filter((child) => child.kind !== 'comment');
  const values = parts.map((part) =>
    part.kind === 'list_splat' && part.children[0] !== undefined
      ? evaluator.element(file, part.children[0])
      : evaluator.expression(file, part),
  );
  return { values: values.flatMap((set) => set.values), isOpen: values.some((set) => set.isOpen) };
}
