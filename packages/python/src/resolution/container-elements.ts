import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { mapSet, opened, setOf, UNKNOWN, unite, type Value, type ValueSet } from './value.ts';

type Display = Extract<Value, { kind: 'display' }>;

/** An element of a written-out container: the one of a constant key, or any that is stored into it. */
export function evaluateSubscript(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  const object = node.field('value');
  const key = node.field('subscript');
  if (object === undefined || key === undefined) return UNKNOWN;
  return mapSet(evaluator.expression(file, object), (value) => {
    if (value.kind !== 'display') return UNKNOWN;
    const element = elementAt(value.node, key.text);
    const written = element === undefined ? undefined : evaluator.expression(value.file, element);
    const stored = evaluator.storedElements(value.file, value.node);
    if (stored.values.length === 0 && !stored.isOpen) return written ?? UNKNOWN;
    return opened(unite(written === undefined ? [stored] : [written, stored]));
  });
}

/** What a method such as `get` or `values` takes out of a container; undefined for any other call. */
export function evaluateTaken(evaluator: Evaluator, file: FileModel, call: TreeNode): ValueSet | undefined {
  const callee = call.field('function');
  const object = callee?.field('object');
  const method = callee?.field('attribute')?.text ?? '';
  const takes = TAKING.has(method);
  if (callee?.kind !== 'attribute' || object === undefined || (!takes && method !== 'values')) return undefined;
  const set = evaluator.expression(file, object);
  if (!set.values.some((value) => value.kind === 'display')) return undefined;
  const contents = mapSet(set, (value) => (value.kind === 'display' ? contentsOf(evaluator, value) : UNKNOWN));
  return takes ? opened(contents) : setOf({ kind: 'produced', element: opened(contents), evidence: [] });
}

const TAKING: ReadonlySet<string> = new Set(['get', 'pop', 'setdefault']);

function contentsOf(evaluator: Evaluator, display: Display): ValueSet {
  const parts = display.node.children.filter((child) => child.kind !== 'comment');
  const written = parts.map((part) => {
    const value = part.kind === 'pair' ? part.field('value') : part;
    return value === undefined ? UNKNOWN : evaluator.expression(display.file, value);
  });
  return unite([...written, evaluator.storedElements(display.file, display.node)]);
}

/** What `container[key] = …` puts into a display, in its own file. */
export function evaluateStoredElements(evaluator: Evaluator, file: FileModel, display: TreeNode): ValueSet {
  const stores = file.bindings.elements.filter(({ object }) =>
    evaluator.expression(file, object).values.some((value) => isDisplay(value, display)),
  );
  return unite(stores.map((binding) => evaluator.stored(file, binding)));
}

function isDisplay(value: Value, node: TreeNode): boolean {
  return value.kind === 'display' && value.node === node;
}

function elementAt(display: TreeNode, key: string): TreeNode | undefined {
  const parts = display.children.filter((child) => child.kind !== 'comment');
  if (display.kind !== 'dictionary') {
    return parts.some((part) => part.kind === 'list_splat') ? undefined : parts[Number(key)];
  }
  return parts.find((part) => part.kind === 'pair' && part.field('key')?.text === key)?.field('value');
}
