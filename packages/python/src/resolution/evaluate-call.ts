import type { TreeNode } from '../syntax/tree-node.ts';
import { type TreeCall, viewCall } from '../views/call-view.ts';
import { stringValueOf } from '../views/string-view.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt, placeOf, quote } from './file-model.ts';
import { callLibrary } from './library-values.ts';
import { mapSet, opened, setOf, UNKNOWN, unite, type Value, type ValueSet, withEvidence } from './value.ts';

/** What calling a value gives. */
export function evaluateCall(evaluator: Evaluator, file: FileModel, value: Value, node: TreeNode): ValueSet {
  const call = viewCall(node);
  if (call === undefined) return UNKNOWN;
  switch (value.kind) {
    case 'member':
    case 'instance': {
      const known = STANDARD[value.name];
      if (known !== undefined) return known(evaluator, file, call);
      return callLibrary(evaluator.api, value, placeOf(file, node), factAt(file, node, `made by ${quote(node)}`));
    }
    case 'definition':
      return callDefinition(evaluator, file, value, node);
    case 'builtin':
      return BUILTIN[value.name]?.(evaluator, file, call) ?? UNKNOWN;
    case 'module':
    case 'local-name':
    case 'local-module':
    case 'local-instance':
    case 'display':
    case 'produced':
      return UNKNOWN;
  }
}

function callDefinition(
  evaluator: Evaluator,
  file: FileModel,
  value: Extract<Value, { kind: 'definition' }>,
  node: TreeNode,
): ValueSet {
  const made = factAt(file, node, `made by ${quote(node)}`);
  if (value.node.kind === 'class_definition') {
    const origin = placeOf(file, node);
    return setOf({ ...value, kind: 'local-instance', origin, evidence: [...value.evidence, made] });
  }
  const result = evaluator.returned(value.file, value.node);
  const returned = factAt(file, node, `returned by ${quote(node)}`);
  return mapSet(result, (one) => setOf(withEvidence(one, returned)));
}

type Known = (evaluator: Evaluator, file: FileModel, call: TreeCall) => ValueSet;

const first: Known = (evaluator, file, call) => {
  const argument = call.positional(0)?.value;
  return argument === undefined ? UNKNOWN : evaluator.expression(file, argument);
};

const enterFirst: Known = (evaluator, file, call) => {
  const argument = call.positional(0)?.value;
  return argument === undefined ? UNKNOWN : evaluator.entered(file, argument);
};

const importFirst: Known = (evaluator, file, call) => {
  const argument = call.positional(0)?.value;
  const name = argument && stringValueOf(argument);
  return name === undefined || name.startsWith('.') ? UNKNOWN : evaluator.module(file, name, call.node);
};

/** A partial stands for its function: calling it calls that, with arguments written elsewhere. */
const partial: Known = (evaluator, file, call) => {
  const fact = factAt(file, call.node, 'called through `functools.partial`');
  return opened(mapSet(first(evaluator, file, call), (value) => setOf(withEvidence(value, fact))));
};

const cast: Known = (evaluator, file, call) => {
  const given = call.positional(1)?.value;
  const value = given === undefined ? UNKNOWN : evaluator.expression(file, given);
  const type = call.positional(0)?.value;
  return value.values.length > 0 || type === undefined ? value : evaluator.annotated(file, type);
};

/** What a factory, given as an argument, makes. */
function madeBy(argument: (call: TreeCall) => TreeNode | undefined): Known {
  return (evaluator, file, call) => {
    const factory = argument(call);
    if (factory === undefined) return UNKNOWN;
    return mapSet(evaluator.expression(file, factory), (value) => {
      const made = evaluator.call(file, value, call.node);
      return unite(
        made.values
          .map((one) => (one.kind === 'produced' ? one.element : setOf(one)))
          .concat(made.isOpen ? [UNKNOWN] : []),
      );
    });
  };
}

const field: Known = (evaluator, file, call) => {
  const given = call.keyword('default')?.value;
  if (given !== undefined) return evaluator.expression(file, given);
  return madeBy((one) => one.keyword('default_factory')?.value)(evaluator, file, call);
};

const depends = madeBy((call) => call.positional(0)?.value ?? call.keyword('dependency')?.value);

/** Calls of well-known libraries that pass an object on. */
const STANDARD: Readonly<Record<string, Known>> = {
  'functools.partial': partial,
  'typing.cast': cast,
  'contextlib.closing': first,
  'contextlib.aclosing': first,
  'contextlib.nullcontext': first,
  'contextlib.ExitStack.enter_context': enterFirst,
  'contextlib.AsyncExitStack.enter_context': enterFirst,
  'contextlib.AsyncExitStack.enter_async_context': enterFirst,
  'asyncio.to_thread': madeBy((call) => call.positional(0)?.value),
  'asyncio.wait_for': first,
  'asyncio.shield': first,
  'asyncio.run': first,
  'copy.copy': first,
  'copy.deepcopy': first,
  'dataclasses.field': field,
  'fastapi.Depends': depends,
  'importlib.import_module': importFirst,
  'pytest.importorskip': importFirst,
};

const getAttribute: Known = (evaluator, file, call) => {
  const argument = call.positional(1)?.value;
  const name = argument && stringValueOf(argument);
  if (name === undefined) return UNKNOWN;
  const found = mapSet(first(evaluator, file, call), (value) => evaluator.attribute(value, name));
  const fallback = call.positional(2)?.value;
  return fallback === undefined ? found : unite([found, evaluator.expression(file, fallback)]);
};

/** `super()` is an object of the bases of the class around it. */
const superObject: Known = (evaluator, file, call) => {
  const owner = file.definitions.enclosingClass(call.node);
  return unite(
    (owner?.bases ?? []).map((base) =>
      mapSet(evaluator.expression(file, base), (value) => {
        if (value.kind === 'member') return setOf({ ...value, kind: 'instance' });
        return value.kind === 'definition' ? setOf({ ...value, kind: 'local-instance', origin: undefined }) : UNKNOWN;
      }),
    ),
  );
};

const nextElement: Known = (evaluator, file, call) => {
  const argument = call.positional(0)?.value;
  return argument === undefined ? UNKNOWN : evaluator.element(file, argument);
};

const BUILTIN: Readonly<Record<string, Known>> = {
  getattr: getAttribute,
  super: superObject,
  next: nextElement,
  anext: nextElement,
  __import__: importFirst,
};
