import type { AttributeBinding, Binding } from '../bindings/binding.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { unite, type ValueSet } from './value.ts';

/** A binding of a name, or a store into an attribute, and the file it stands in. */
export interface LocatedBinding {
  readonly file: FileModel;
  readonly binding: Binding | AttributeBinding;
}

/** Bindings of one file with the file beside each. */
export function locate(file: FileModel, bindings: readonly (Binding | AttributeBinding)[]): readonly LocatedBinding[] {
  return bindings.map((binding) => ({ file, binding }));
}

/**
 * What several bindings of one name, or stores into one attribute, put there. A bare declaration such as `client: Client | None = None` only
 * says what the others may put there, so it speaks where they tell nothing.
 */
export function uniteBindings(evaluator: Evaluator, bindings: readonly LocatedBinding[]): ValueSet {
  const [only] = bindings;
  if (only !== undefined && bindings.length === 1) return valueOfBinding(evaluator, only);
  const declared = bindings.filter((one) => isDeclaration(evaluator, one));
  const assigned = declared.length === 0 ? bindings : bindings.filter((one) => !declared.includes(one));
  const given = unite(assigned.map((one) => valueOfBinding(evaluator, one)));
  if (declared.length === 0 || given.values.length > 0) return given;
  const said = unite(declared.map((one) => valueOfBinding(evaluator, one)));
  return said.values.length > 0 ? said : unite([given, said]);
}

function isDeclaration(evaluator: Evaluator, { file, binding: { source } }: LocatedBinding): boolean {
  if (source.kind !== 'annotated') return false;
  return source.value === undefined || evaluator.expression(file, source.value).values.length === 0;
}

function valueOfBinding(evaluator: Evaluator, { file, binding }: LocatedBinding): ValueSet {
  return 'identifier' in binding ? evaluator.binding(file, binding) : evaluator.stored(file, binding);
}
