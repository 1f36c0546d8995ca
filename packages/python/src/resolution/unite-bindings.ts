import type { AttributeBinding, Binding } from '../bindings/binding.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { unite, type ValueSet } from './value.ts';

/**
 * What several bindings of one name, or stores into one attribute, put there. A bare declaration such as `client: Client | None = None` only
 * says what the others may put there, so it speaks where they tell nothing.
 */
export function uniteBindings(
  evaluator: Evaluator,
  file: FileModel,
  bindings: readonly (Binding | AttributeBinding)[],
): ValueSet {
  const [only] = bindings;
  if (only !== undefined && bindings.length === 1) return valueOfBinding(evaluator, file, only);
  const isBare = (binding: Binding | AttributeBinding): boolean => isDeclaration(evaluator, file, binding);
  const assigned = bindings.filter((binding) => !isBare(binding));
  const declared = bindings.filter(isBare);
  const given = unite(assigned.map((binding) => valueOfBinding(evaluator, file, binding)));
  if (declared.length === 0 || given.values.length > 0) return given;
  const said = unite(declared.map((binding) => valueOfBinding(evaluator, file, binding)));
  return said.values.length > 0 ? said : unite([given, said]);
}

function isDeclaration(evaluator: Evaluator, file: FileModel, { source }: Binding | AttributeBinding): boolean {
  if (source.kind !== 'annotated') return false;
  return source.value === undefined || evaluator.expression(file, source.value).values.length === 0;
}

function valueOfBinding(evaluator: Evaluator, file: FileModel, binding: Binding | AttributeBinding): ValueSet {
  return 'identifier' in binding ? evaluator.binding(file, binding) : evaluator.stored(file, binding);
}
