import type { Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt } from './file-model.ts';
import { libraryAttribute } from './library-values.ts';
import { settledBindings } from './reaching-bindings.ts';
import type { AttributeStore } from './store-table.ts';
import { locate, uniteBindings } from './unite-bindings.ts';
import { mapSet, NOTHING, opened, UNKNOWN, type Value, type ValueSet } from './value.ts';

type ClassValue = Extract<Value, { kind: 'definition' }>;
type InstanceValue = Extract<Value, { kind: 'local-instance' }>;

/** An attribute of a local class: what its body binds, then what its bases have. */
export function classAttribute(evaluator: Evaluator, value: ClassValue, name: string): ValueSet {
  return findMember(
    evaluator,
    { ...value, kind: 'local-instance', origin: undefined },
    { name, ofClass: true, seen: new Set() },
  );
}

/** An attribute of an object of a local class: what its methods and its body bind, then what its bases have. */
export function instanceAttribute(evaluator: Evaluator, value: InstanceValue, name: string): ValueSet {
  return findMember(evaluator, value, { name, ofClass: false, seen: new Set() });
}

interface Search {
  readonly name: string;
  /** True when the class itself is asked, so that a property is not run. */
  readonly ofClass: boolean;
  readonly seen: Set<TreeNode>;
}

function findMember(evaluator: Evaluator, value: InstanceValue, search: Search): ValueSet {
  const { file, node } = value;
  if (search.seen.has(node)) return UNKNOWN;
  search.seen.add(node);
  const own = evaluator.ownMember(file, node, search.name, search.ofClass);
  if (own !== undefined && (own.values.length > 0 || own.isOpen)) return own;
  return inherited(evaluator, value, search) ?? own ?? UNKNOWN;
}

/** What a class itself binds or stores under a name; undefined when it does neither. */
export function evaluateOwnMember(
  evaluator: Evaluator,
  file: FileModel,
  node: TreeNode,
  name: string,
  ofClass: boolean,
): ValueSet | undefined {
  const variable = file.bindings.openedBy(node)?.variables.get(name);
  const stored = storedAttributes(evaluator, file, node, name);
  if (variable === undefined && stored.length === 0) return undefined;
  const given = ofClass ? undefined : property(evaluator, file, variable);
  const bound = variable === undefined ? [] : settledBindings(variable);
  return given ?? uniteBindings(evaluator, [...locate(file, bound), ...stored]);
}

/** Stores into `self.name` or `cls.name` by the methods of a class, and into `object.name` from outside. */
function storedAttributes(
  evaluator: Evaluator,
  file: FileModel,
  node: TreeNode,
  name: string,
): readonly AttributeStore[] {
  return evaluator.stores.get(name).filter(({ file: place, binding }) => {
    const { object } = binding;
    if (object.kind !== 'identifier') return false;
    const owner = ownerOfSelf(place, object);
    if (owner !== undefined) return owner === node;
    const { values } = evaluator.expression(place, object);
    return values.some((value) => isOfClass(value, file, node));
  });
}

function isOfClass(value: Value, file: FileModel, node: TreeNode): boolean {
  const isObject = value.kind === 'local-instance' || value.kind === 'definition';
  return isObject && value.file === file && value.node === node;
}

/** The class whose `self` or `cls` an expression is. */
function ownerOfSelf(file: FileModel, object: TreeNode): TreeNode | undefined {
  if (object.kind !== 'identifier') return undefined;
  const source = file.uses.variableOf(object)?.bindings[0]?.source;
  if (source?.kind !== 'parameter') return undefined;
  const method = file.definitions.functionOf(source.definition);
  return method?.parameters[0] === undefined || method.parameters[0].identifier !== source.parameter.identifier
    ? undefined
    : method.owner?.node;
}

/** What a property of an object gives; undefined when the attribute is none. */
function property(evaluator: Evaluator, file: FileModel, variable: Variable | undefined): ValueSet | undefined {
  const source = variable?.bindings[0]?.source;
  if (source?.kind !== 'definition' || !isProperty(file, source.node)) return undefined;
  return evaluator.returned(file, source.node);
}

function isProperty(file: FileModel, node: TreeNode): boolean {
  const decorators = file.definitions.functionOf(node)?.decorators ?? [];
  return decorators.some(({ name }) => /(^|[._])property$/.test(name.text));
}

/** What the bases of a class have under a name: the first that has it decides. Undefined for a class without bases. */
function inherited(evaluator: Evaluator, value: InstanceValue, search: Search): ValueSet | undefined {
  const bases = basesOf(value);
  let isOpen = false;
  for (const base of bases) {
    const found = mapSet(evaluator.expression(value.file, base), (candidate) =>
      ofBase(evaluator, value, candidate, search),
    );
    if (found.values.length > 0) return isOpen ? opened(found) : found;
    isOpen ||= found.isOpen;
  }
  return bases.length === 0 ? undefined : UNKNOWN;
}

function basesOf({ file, node }: InstanceValue): readonly TreeNode[] {
  return (file.definitions.classOf(node)?.bases ?? []).map((base) =>
    base.kind === 'subscript' ? (base.field('value') ?? base) : base,
  );
}

function ofBase(evaluator: Evaluator, value: InstanceValue, base: Value, search: Search): ValueSet {
  if (base.kind === 'definition' && base.node.kind === 'class_definition') {
    const parent: InstanceValue = { ...value, file: base.file, node: base.node };
    return findMember(evaluator, parent, search);
  }
  if (base.kind !== 'member') return base.kind === 'builtin' ? NOTHING : UNKNOWN;
  const fact = factAt(value.file, value.node, `\`${value.node.field('name')?.text}\` inherits from \`${base.name}\``);
  return libraryAttribute(
    evaluator.api,
    { ...base, origin: value.origin, evidence: [...value.evidence, ...base.evidence, fact] },
    search.name,
  );
}
