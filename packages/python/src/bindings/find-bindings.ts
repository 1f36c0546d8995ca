import type { TreeNode } from '../syntax/tree-node.ts';
import { viewExcept } from '../views/except-view.ts';
import { viewImport } from '../views/import-view.ts';
import { unwrapType, viewParameters } from '../views/parameter-view.ts';
import { viewWith } from '../views/with-view.ts';
import type { BindingSource, UnpackPath } from './binding.ts';

/** A name or attribute that is stored to. */
export interface FoundBinding {
  /** An `identifier`, `attribute` or `subscript` node. */
  readonly target: TreeNode;
  readonly source: BindingSource;
  readonly statement: TreeNode;
}

/** The bindings a node makes by itself, those of nodes inside it left out; empty for nodes that bind nothing. */
export function findBindings(node: TreeNode): readonly FoundBinding[] {
  return FINDERS[node.kind]?.(node) ?? NO_BINDINGS;
}

const NO_BINDINGS: readonly FoundBinding[] = [];

type Find = (node: TreeNode) => readonly FoundBinding[];

const FINDERS: Readonly<Record<string, Find>> = {
  assignment: findAssignment,
  augmented_assignment: (node) => {
    const target = node.field('left');
    const value = node.field('right');
    return target && value ? [{ target, source: { kind: 'augmented', value }, statement: node }] : [];
  },
  named_expression: (node) => {
    const target = node.field('name');
    const value = node.field('value');
    return target && value ? [{ target, source: { kind: 'value', value, path: [] }, statement: node }] : [];
  },
  for_statement: findLoop,
  for_in_clause: findLoop,
  with_statement: (node) =>
    viewWith(node).flatMap(({ context, target, isAsync }) =>
      unpack(target, node, (path) => ({ kind: 'entered', context, isAsync, path })),
    ),
  except_clause: findExcept,
  except_group_clause: findExcept,
  import_statement: findImports,
  import_from_statement: findImports,
  function_definition: (node) => [...findDefinition(node), ...findParameters(node), ...findTypeParameters(node)],
  class_definition: (node) => [...findDefinition(node), ...findTypeParameters(node)],
  lambda: findParameters,
  delete_statement: (node) => node.children.flatMap((target) => unpack(target, node, () => ({ kind: 'deleted' }))),
  case_clause: findCaptures,
  type_alias_statement: (node) => {
    const target = firstIdentifier(node.field('left'));
    return target ? [{ target, source: { kind: 'opaque' }, statement: node }] : [];
  },
};

function findAssignment(node: TreeNode): readonly FoundBinding[] {
  const target = node.field('left');
  const annotation = unwrapType(node.field('type'));
  // In `a = b = value` the right side of the outer assignment is the inner one.
  let value = node.field('right');
  while (value?.kind === 'assignment') value = value.field('right');
  if (target === undefined) return [];
  if (annotation !== undefined) return [{ target, source: { kind: 'annotated', annotation, value }, statement: node }];
  const given = value;
  if (given === undefined) return [];
  return unpack(target, node, (path) => ({ kind: 'value', value: given, path }));
}

function findLoop(node: TreeNode): readonly FoundBinding[] {
  const iterable = node.field('right');
  if (iterable === undefined) return [];
  const { isAsync } = node;
  return unpack(node.field('left'), node, (path) => ({ kind: 'element', iterable, isAsync, path }));
}

function findExcept(node: TreeNode): readonly FoundBinding[] {
  const clause = viewExcept(node);
  if (clause?.target === undefined) return [];
  const { target, exceptions, isGroup } = clause;
  return [{ target, source: { kind: 'exception', exceptions, isGroup }, statement: node }];
}

function findImports(node: TreeNode): readonly FoundBinding[] {
  return viewImport(node).flatMap((imported) =>
    imported.identifier === undefined
      ? []
      : [{ target: imported.identifier, source: { kind: 'import', imported }, statement: node } as const],
  );
}

function findDefinition(node: TreeNode): readonly FoundBinding[] {
  const target = node.field('name');
  return target === undefined ? [] : [{ target, source: { kind: 'definition', node }, statement: node }];
}

function findParameters(definition: TreeNode): readonly FoundBinding[] {
  return viewParameters(definition).map((parameter) => ({
    target: parameter.identifier,
    source: { kind: 'parameter', parameter, definition },
    statement: definition,
  }));
}

function findTypeParameters(definition: TreeNode): readonly FoundBinding[] {
  const list = definition.field('type_parameters');
  return (list?.children ?? []).flatMap((child) => {
    const target = firstIdentifier(child);
    return target === undefined ? [] : [{ target, source: { kind: 'opaque' }, statement: definition } as const];
  });
}

function firstIdentifier(node: TreeNode | undefined): TreeNode | undefined {
  let inner = node;
  while (inner !== undefined && inner.kind !== 'identifier') {
    inner = inner.children.find((child) => child.kind !== 'comment');
  }
  return inner;
}

/** Names a `case` captures: bare names, starred names, `as` names. Dotted names and class names are read, not bound. */
function findCaptures(clause: TreeNode): readonly FoundBinding[] {
  const patterns = clause.children.filter((child) => child.kind === 'case_pattern');
  const inside = patterns.flatMap((pattern) => clause.tree.subtree(pattern));
  return inside.filter(isCapture).map((target) => ({ target, source: { kind: 'opaque' }, statement: clause }) as const);
}

function isCapture(node: TreeNode): boolean {
  const { parent } = node;
  if (node.kind !== 'identifier' || parent === undefined) return false;
  if (parent.kind === 'splat_pattern') return true;
  if (parent.kind === 'as_pattern') return parent.children.at(-1) === node;
  return parent.kind === 'dotted_name' && parent.children.length === 1 && parent.parent?.kind !== 'class_pattern';
}

type MakeSource = (path: UnpackPath) => BindingSource;

const SEQUENCES: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  'tuple',
  'list',
  'expression_list',
]);

/** The names and attributes of a target, taken apart without recursion. */
function unpack(target: TreeNode | undefined, statement: TreeNode, make: MakeSource): readonly FoundBinding[] {
  const found: FoundBinding[] = [];
  const open: TargetPart[] = target === undefined ? [] : [{ node: target, path: [] }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const inner = partsOf(part);
    if (inner === undefined) found.push({ target: part.node, source: make(part.path), statement });
    else open.push(...inner.reverse());
  }
  return found;
}

interface TargetPart {
  readonly node: TreeNode;
  readonly path: UnpackPath;
}

/** The parts of a target that is taken apart; undefined for a name, attribute or subscript. */
function partsOf({ node, path }: TargetPart): TargetPart[] | undefined {
  const parts = node.children.filter((child) => child.kind !== 'comment');
  if (SEQUENCES.has(node.kind)) {
    // The grammar calls `(a) = 1` a tuple pattern; it is one only with a comma.
    const isParenthesised = node.kind === 'tuple_pattern' && parts.length === 1 && !/,\s*\)$/.test(node.text);
    return parts.map((part, index) => ({ node: part, path: isParenthesised ? path : [...path, index] }));
  }
  const [first] = parts;
  if (first === undefined) return undefined;
  switch (node.kind) {
    case 'list_splat_pattern':
    case 'list_splat':
      return [{ node: first, path: [...path.slice(0, -1), 'rest'] }];
    case 'parenthesized_expression':
    case 'as_pattern_target':
      return [{ node: first, path }];
    default:
      return undefined;
  }
}
