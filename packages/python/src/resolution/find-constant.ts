import type { Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';

/** An expression in one of the files. */
export interface LocatedNode {
  readonly file: FileModel;
  readonly node: TreeNode;
}

/** Names a constant may be handed through. */
const STEP_LIMIT = 20;

/** The expression behind a name or attribute that is assigned once; any other expression is its own constant. Undefined when it is not one. */
export function findConstant(evaluator: Evaluator, file: FileModel, node: TreeNode): LocatedNode | undefined {
  let here: LocatedNode | undefined = { file, node };
  for (let step = 0; step < STEP_LIMIT && here !== undefined; step++) {
    const kind: string = here.node.kind;
    if (kind !== 'identifier' && kind !== 'attribute') return here;
    here = kind === 'identifier' ? followName(evaluator, here) : followAttribute(evaluator, here);
  }
  return undefined;
}

function followName(evaluator: Evaluator, { file, node }: LocatedNode): LocatedNode | undefined {
  const variable = file.uses.variableOf(node);
  return variable && onlyValue(evaluator, file, variable);
}

/** What a variable is assigned, where that happens once; through imports of the service. */
export function onlyValue(evaluator: Evaluator, file: FileModel, variable: Variable): LocatedNode | undefined {
  const [binding, more] = variable.bindings;
  if (binding === undefined || more !== undefined) return undefined;
  const { source } = binding;
  switch (source.kind) {
    case 'value':
      return source.path.length === 0 ? { file, node: source.value } : undefined;
    case 'annotated':
      return source.value && { file, node: source.value };
    case 'import': {
      const { module, level, member } = source.imported;
      if (member === undefined) return undefined;
      const found =
        level > 0
          ? evaluator.modules.findRelative(level, module, file.path)
          : evaluator.modules.find(module, file).local;
      return found === undefined ? undefined : moduleValue(evaluator, found.path, member);
    }
    default:
      return undefined;
  }
}

function moduleValue(evaluator: Evaluator, path: string | undefined, name: string): LocatedNode | undefined {
  const file = path === undefined ? undefined : evaluator.fileAt(path);
  const variable = file?.bindings.module.variables.get(name);
  return file && variable && onlyValue(evaluator, file, variable);
}

function followAttribute(evaluator: Evaluator, { file, node }: LocatedNode): LocatedNode | undefined {
  const object = node.field('object');
  const name = node.field('attribute')?.text;
  if (object === undefined || name === undefined) return undefined;
  const { values, isOpen } = evaluator.expression(file, object);
  const [value, more] = values;
  if (value === undefined || more !== undefined || isOpen) return undefined;
  if (value.kind === 'local-module') return moduleValue(evaluator, value.module.path, name);
  if (value.kind !== 'definition' && value.kind !== 'local-instance') return undefined;
  const variable = value.file.bindings.openedBy(value.node)?.variables.get(name);
  const isStored = value.file.bindings.attributes.has(name);
  return variable === undefined || isStored ? undefined : onlyValue(evaluator, value.file, variable);
}
