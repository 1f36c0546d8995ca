import type { Binding, UnpackPath } from '../bindings/binding.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import { evaluateImport } from './evaluate-import.ts';
import { evaluateParameter } from './evaluate-parameter.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt, quote } from './file-model.ts';
import { mapSet, NOTHING, setOf, UNKNOWN, unite, type ValueSet } from './value.ts';

/** What one binding puts into its name. */
export function evaluateBinding(
  evaluator: Evaluator,
  file: FileModel,
  { source, identifier }: Pick<Binding, 'source' | 'identifier'>,
): ValueSet {
  switch (source.kind) {
    case 'value':
      return unpackSet(evaluator, evaluator.expression(file, source.value), source.path);
    case 'annotated':
      return evaluateAnnotated(evaluator, file, source.annotation, source.value);
    case 'element':
      return unpackSet(evaluator, evaluator.element(file, source.iterable), source.path);
    case 'entered':
      return unpackSet(evaluator, evaluator.entered(file, source.context), source.path);
    case 'exception':
      return source.isGroup ? UNKNOWN : unite(source.exceptions.map((node) => caught(evaluator, file, node)));
    case 'import':
      return evaluateImport(evaluator, file, source.imported);
    case 'definition':
      return setOf({
        kind: 'definition',
        file,
        node: source.node,
        evidence: [factAt(file, source.node, `\`${identifier.text}\` is defined here`)],
      });
    case 'parameter':
      return evaluateParameter(evaluator, file, source.parameter, source.definition);
    case 'deleted':
      return NOTHING;
    case 'augmented':
    case 'opaque':
      return UNKNOWN;
  }
}

/** A value wins over its annotation, which may be wider; without a usable one the annotation speaks. */
function evaluateAnnotated(
  evaluator: Evaluator,
  file: FileModel,
  annotation: TreeNode,
  value: TreeNode | undefined,
): ValueSet {
  const given = value === undefined ? NOTHING : evaluator.expression(file, value);
  if (given.values.length > 0) return given;
  const said = evaluator.annotated(file, annotation);
  return said.values.length > 0 ? said : given;
}

/** An exception object is an instance of the class that was caught. */
function caught(evaluator: Evaluator, file: FileModel, node: TreeNode): ValueSet {
  return mapSet(evaluator.expression(file, node), (value) => {
    const evidence = [...value.evidence, factAt(file, node, `caught as ${quote(node)}`)];
    if (value.kind === 'member') return setOf({ ...value, kind: 'instance', evidence });
    if (value.kind === 'definition') return setOf({ ...value, kind: 'local-instance', origin: undefined, evidence });
    return UNKNOWN;
  });
}

/** Takes an unpacked value apart as far as its parts are written out. */
export function unpackSet(evaluator: Evaluator, set: ValueSet, path: UnpackPath): ValueSet {
  const [step, ...rest] = path;
  if (step === undefined) return set;
  return mapSet(set, (value) => {
    if (value.kind !== 'display' || step === 'rest' || value.node.kind === 'dictionary') return UNKNOWN;
    const parts = value.node.children.filter((child) => child.kind !== 'comment');
    const part = parts[step];
    if (part === undefined || parts.some((one) => one.kind === 'list_splat')) return UNKNOWN;
    return unpackSet(evaluator, evaluator.expression(value.file, part), rest);
  });
}
