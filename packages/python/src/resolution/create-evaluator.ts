import { lookUpName } from '../bindings/look-up-name.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type CallTable, openCalls } from './call-table.ts';
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
import { findFixtures } from './fixtures.ts';
import type { LibraryApi } from './library-api.ts';
import { type Memo, openMemo } from './memo.ts';
import type { ServiceModules } from './service-modules.ts';
import { openStores, type StoreTable } from './store-table.ts';
import { locate, uniteBindings } from './unite-bindings.ts';
import { NOTHING } from './value.ts';

/** Wires the parts of name resolution together over the files of a service. Answers are kept as long as the evaluator. */
export function createEvaluator(api: LibraryApi, modules: ServiceModules, files: readonly FileModel[]): Evaluator {
  const memo = openMemo();
  const byPath = new Map(files.map((file) => [file.path, file]));
  const keysOf = openKeys(questionsAbout);
  const keyFor = openKeys((_text: string) => ({}));
  const calls: CallTable = openCalls(files);
  const stores: StoreTable = openStores(files);
  const evaluator: Evaluator = {
    api,
    modules,
    files,
    calls,
    stores,
    fixtures: openKeys((file: FileModel) => findFixtures(evaluator, file)),
    fileAt: (path) => byPath.get(path),
    expression: (file, node) => memo.answer(node, () => evaluateExpression(evaluator, file, node)),
    variable: (file, variable) =>
      memo.answer(variable, () => uniteBindings(evaluator, locate(file, variable.bindings))),
    binding: (file, binding) => memo.answer(binding, () => evaluateBinding(evaluator, file, binding)),
    stored: (file, binding) =>
      memo.answer(binding, () =>
        evaluateBinding(evaluator, file, { source: binding.source, identifier: binding.target }),
      ),
    name: (file, name, scope) => {
      const variable = lookUpName(name, scope);
      if (variable !== undefined) return evaluator.variable(file, variable);
      return memo.answer(keyFor(`${file.path} ${name}`), () => evaluateFreeName(evaluator, file, name));
    },
    moduleMember: (module, name) =>
      memo.answer(keyFor(`${module.folder}: ${name}`), () => evaluateModuleMember(evaluator, module, name)),
    module: (file, name, statement) => evaluateModule(evaluator, file, name, statement),
    attribute: (value, name) => evaluateAttribute(evaluator, value, name),
    call: (file, value, call) => evaluateCall(evaluator, file, value, call),
    storedElements: (file, node) =>
      memo.answer(keysOf(node).stored, () => evaluateStoredElements(evaluator, file, node)),
    ownMember: (...asked) => ownMember(...asked),
    returned: (file, node) => memo.answer(keysOf(node).returned, () => evaluateReturned(evaluator, file, node)),
    yielded: (file, node) => memo.answer(keysOf(node).yielded, () => evaluateYielded(evaluator, file, node)),
    entered: (file, node) => memo.answer(keysOf(node).entered, () => evaluateEntered(evaluator, file, node)),
    element: (file, node) => memo.answer(keysOf(node).element, () => evaluateElement(evaluator, file, node)),
    annotated: (file, node) => memo.answer(keysOf(node).annotated, () => evaluateAnnotation(evaluator, file, node)),
  };
  const ownMember = keepOwnMembers(evaluator, memo);
  return evaluator;
}

/** The questions about one node besides what it evaluates to. */
function questionsAbout(_node: TreeNode) {
  return { yielded: {}, returned: {}, element: {}, entered: {}, annotated: {}, stored: {} };
}

/** Keeps what classes bind themselves, and that they do not bind a name at all. */
function keepOwnMembers(evaluator: Evaluator, memo: Memo): Evaluator['ownMember'] {
  const keyFor = openKeys((_text: string) => ({}));
  const unbound = new Set<object>();
  return (file, node, name, ofClass) => {
    const key = keyFor(`${file.path} ${node.index} ${name} ${ofClass}`);
    if (unbound.has(key)) return undefined;
    let isBound = true;
    const found = memo.answer(key, () => {
      const own = evaluateOwnMember(evaluator, file, node, name, ofClass);
      isBound = own !== undefined;
      return own ?? NOTHING;
    });
    if (isBound) return found;
    unbound.add(key);
    return undefined;
  };
}

/** One object per key, to ask the memo by. */
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
