import type { Resolution } from '@moult/plugin-api';
import { lookUpName } from '../bindings/look-up-name.ts';
import type { Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { openCalls } from './call-table.ts';
import { evaluateOwnMember } from './class-members.ts';
import { evaluateStoredElements } from './container-elements.ts';
import { evaluateAnnotation } from './evaluate-annotation.ts';
import { evaluateAttribute } from './evaluate-attribute.ts';
import { evaluateBinding } from './evaluate-binding.ts';
import { evaluateCall } from './evaluate-call.ts';
import { evaluateElement, evaluateEntered } from './evaluate-entered.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { evaluateReturned, evaluateYielded } from './evaluate-function.ts';
import { evaluateModule } from './evaluate-import.ts';
import { evaluateFreeName, evaluateModuleMember } from './evaluate-name.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { type Fixture, findFixtures } from './fixtures.ts';
import type { LibraryApi } from './library-api.ts';
import { type Memo, openMemo } from './memo.ts';
import { sourceOfName, type TableName } from './read-set.ts';
import type { ServiceModules } from './service-modules.ts';
import { openStores } from './store-table.ts';
import { toResolution } from './to-resolution.ts';
import { locate, uniteBindings } from './unite-bindings.ts';
import type { ValueSet } from './value.ts';

/** What name resolution keeps of a service from one pass to the next: the answers, and the objects they are asked by. */
export interface Answers {
  readonly memo: Memo;
  readonly keys: Keys;
}

/** Opens the answers of a service that nobody has asked about yet. */
export function openAnswers(): Answers {
  return { memo: openMemo(), keys: openAllKeys() };
}

/** Wires the parts of name resolution together over the files of a service. Answers are kept as long as `answers`. */
export function createEvaluator(
  api: LibraryApi,
  modules: ServiceModules,
  files: readonly FileModel[],
  { memo, keys }: Answers,
): Evaluator {
  const evaluator: Evaluator = {
    api,
    modules,
    files,
    ...openTables(memo, files, (file) => findFixtures(evaluator, file)),
    watch: (work) => memo.watch(work),
    resolution: keys.resolution,
    expression: (file, node) => memo.answer(node, file.path, () => evaluateExpression(evaluator, file, node)),
    variable: (file, variable) =>
      memo.answer(variable, file.path, () => uniteBindings(evaluator, locate(file, variable.bindings))),
    isUnknown: (file, variable) => isUnknown(memo, keys.cut, variable, evaluator.variable, file),
    binding: (file, binding) => memo.answer(binding, file.path, () => evaluateBinding(evaluator, file, binding)),
    stored: (file, binding) =>
      memo.answer(binding, file.path, () =>
        evaluateBinding(evaluator, file, { source: binding.source, identifier: binding.target }),
      ),
    name: (file, name, scope) => {
      const variable = lookUpName(name, scope);
      if (variable !== undefined) return evaluator.variable(file, variable);
      return memo.answer(keys.name(`${file.path} ${name}`), file.path, () => evaluateFreeName(evaluator, file, name));
    },
    moduleMember: (module, name) =>
      memo.answer(keys.name(`${module.folder}: ${name}`), module.path ?? module.folder, () =>
        evaluateModuleMember(evaluator, module, name),
      ),
    module: (file, name, statement) => evaluateModule(evaluator, file, name, statement),
    attribute: (value, name) => evaluateAttribute(evaluator, value, name),
    call: (file, value, call) => evaluateCall(evaluator, file, value, call),
    storedElements: (file, node) =>
      memo.answer(keys.stored(node), file.path, () => evaluateStoredElements(evaluator, file, node)),
    ownMember: (file, node, name, ofClass) => {
      const key = keys.member(`${file.path} ${node.index} ${name} ${ofClass}`);
      const found = memo.answer(
        key,
        file.path,
        () => evaluateOwnMember(evaluator, file, node, name, ofClass) ?? UNBOUND,
      );
      return found === UNBOUND ? undefined : found;
    },
    returned: (file, node) =>
      memo.answer(keys.returned(node), file.path, () => evaluateReturned(evaluator, file, node)),
    yielded: (file, node) => memo.answer(keys.yielded(node), file.path, () => evaluateYielded(evaluator, file, node)),
    entered: (file, node) => memo.answer(keys.entered(node), file.path, () => evaluateEntered(evaluator, file, node)),
    element: (file, node) => memo.answer(keys.element(node), file.path, () => evaluateElement(evaluator, file, node)),
    annotated: (file, node) =>
      memo.answer(keys.annotated(node), file.path, () => evaluateAnnotation(evaluator, file, node)),
  };
  return evaluator;
}

/** A class that does not bind a name at all. */
const UNBOUND: ValueSet = { values: [], isOpen: false };

/** The tables of a service; whoever reads in them is known to. */
function openTables(
  memo: Memo,
  files: readonly FileModel[],
  find: (file: FileModel) => readonly Fixture[],
): Pick<Evaluator, 'calls' | 'stores' | 'fixtures' | 'fileAt'> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const calls = openCalls(files);
  const stores = openStores(files);
  const fixtures = openKeys((file: FileModel) => memo.watch(() => find(file)));
  return {
    calls: { get: (name) => readTable(memo, calls, { table: 'calls', name }) },
    stores: { get: (name) => readTable(memo, stores, { table: 'stores', name }) },
    fixtures: (file) => {
      const { value, reads } = fixtures(file);
      memo.readAll(reads);
      return value;
    },
    fileAt: (path) => {
      memo.read(path);
      return byPath.get(path);
    },
  };
}

function readTable<T>(memo: Memo, table: { get(name: string): T }, name: TableName): T {
  memo.read(sourceOfName(name));
  return table.get(name.name);
}

/** An answer that was cut short says nothing about single bindings. */
function isUnknown(
  memo: Memo,
  cut: Set<Variable>,
  variable: Variable,
  evaluate: Evaluator['variable'],
  file: FileModel,
): boolean {
  const { cuts } = memo;
  const { values } = evaluate(file, variable);
  if (memo.cuts !== cuts) cut.add(variable);
  return values.length === 0 && !cut.has(variable);
}

type KeyOf<K> = (key: K) => object;

/** Objects to ask the memo by, where a question is about more than one object or one object is asked about in several ways. */
interface Keys {
  readonly name: KeyOf<string>;
  readonly member: KeyOf<string>;
  readonly yielded: KeyOf<TreeNode>;
  readonly returned: KeyOf<TreeNode>;
  readonly element: KeyOf<TreeNode>;
  readonly entered: KeyOf<TreeNode>;
  readonly annotated: KeyOf<TreeNode>;
  readonly stored: KeyOf<TreeNode>;
  /** Variables whose answer was cut short. */
  readonly cut: Set<Variable>;
  /** Sets of values are kept, and so is what plugins see of them. */
  readonly resolution: (set: ValueSet) => Resolution;
}

function openAllKeys(): Keys {
  const open = <K>(): KeyOf<K> => openKeys((_key: K) => ({}));
  return {
    name: open(),
    member: open(),
    yielded: open(),
    returned: open(),
    element: open(),
    entered: open(),
    annotated: open(),
    stored: open(),
    cut: new Set(),
    resolution: openKeys(toResolution),
  };
}

/** One object per key. */
function openKeys<K, V extends object>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const old = known.get(key);
    if (old !== undefined) return old;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}
