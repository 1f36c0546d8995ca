import type { Bindings } from '../bindings/bind-scopes.ts';
import type { Binding } from '../bindings/binding.ts';
import type { Scope, Variable } from '../bindings/scope.ts';
import type { TreeNode } from '../syntax/tree-node.ts';

/**
 * The bindings a use may see. All of the variable's, unless one of them runs before the use in every case: then those before it are out,
 * and those behind the use too unless a loop leads back. Returns `variable.bindings` itself when none is out.
 */
export function reachingBindings(variable: Variable, use: TreeNode, bindings: Bindings): readonly Binding[] {
  const all = variable.bindings;
  const own = all.find((binding) => binding.identifier === use);
  if (own !== undefined) return [own];
  if (all.length < 2) return all;
  if (homeScope(bindings.scopeOf(use)) !== homeScope(variable.scope)) return settledBindings(variable);
  const local = all.filter((binding) => homeScope(binding.scope) === homeScope(variable.scope));
  const last = local.findLast((binding) => runsBefore(binding, use));
  if (last === undefined) return all;
  const reaching = all.filter(
    (binding) => binding === last || !local.includes(binding) || mayFollow(binding, last, use),
  );
  return reaching.length === all.length ? all : reaching;
}

/**
 * The bindings that a use in another scope may see. A last definition or import settles the name before any such use runs; an assignment may
 * be one of several that come and go.
 */
export function settledBindings(variable: Variable): readonly Binding[] {
  const all = variable.bindings;
  const kind = all.at(-1)?.source.kind;
  return kind === 'definition' || kind === 'import' ? finalBindings(variable) : all;
}

/** The bindings that hold once a module has run: those from its last unconditional one on. */
export function finalBindings(variable: Variable): readonly Binding[] {
  const all = variable.bindings;
  const last = all.findLastIndex(
    (binding) => binding.scope === variable.scope && isAtTop(binding.statement, variable.scope),
  );
  if (last <= 0) return all;
  return all.filter((binding, index) => index >= last || binding.scope !== variable.scope);
}

function isAtTop(statement: TreeNode, scope: Scope): boolean {
  const block = blockOf(statement);
  return block?.kind === 'module' || (block !== undefined && block.parent === scope.node);
}

function homeScope(scope: Scope): Scope {
  let home = scope;
  while (home.kind === 'comprehension' && home.parent !== undefined) home = home.parent;
  return home;
}

/** Whether a binding has taken effect whenever the use runs. */
function runsBefore(binding: Binding, use: TreeNode): boolean {
  const { statement } = binding;
  switch (binding.source.kind) {
    case 'parameter':
      return true;
    case 'element':
    case 'exception':
      return bodyOf(statement) !== undefined && isInside(use, bodyOf(statement));
    case 'entered':
      // A later item of the same statement sees it too.
      return binding.identifier.end <= use.start && (isInside(use, statement) || isInside(use, blockOf(statement)));
    default:
      return statement.kind !== 'named_expression' && statement.end <= use.start && isInside(use, blockOf(statement));
  }
}

/** Whether a binding may run between the last certain one and the use. */
function mayFollow(binding: Binding, last: Binding, use: TreeNode): boolean {
  const at = binding.identifier.start;
  if (at > last.identifier.start && at < use.start && !isInside(use, binding.statement, binding)) return true;
  if (at < use.start && !isInside(use, binding.statement)) return false;
  const loop = loopAround(use, binding.statement);
  return loop !== undefined && !isInside(last.statement, loop);
}

/** The innermost loop around a use that a statement lies in too. */
function loopAround(use: TreeNode, statement: TreeNode): TreeNode | undefined {
  for (let node = use.parent; node !== undefined; node = node.parent) {
    const isLoop = node.kind === 'for_statement' || node.kind === 'while_statement';
    if (isLoop && isInside(statement, node)) return node;
    if (node.kind === 'function_definition') return undefined;
  }
  return undefined;
}

function bodyOf(statement: TreeNode): TreeNode | undefined {
  return statement.field('body') ?? statement.children.find((child) => child.kind === 'block');
}

/** The block in which a statement always runs; the block of a `with` belongs to the one around it. */
function blockOf(statement: TreeNode): TreeNode | undefined {
  let block = statement.parent;
  while (block !== undefined && block.kind !== 'block' && block.kind !== 'module') {
    // Inside a larger expression nothing is certain to run.
    if (block.kind !== 'expression_statement' && block.kind !== 'decorated_definition' && block.kind !== 'assignment') {
      return undefined;
    }
    block = block.parent;
  }
  const owner = block?.parent;
  return owner?.kind === 'with_statement' ? blockOf(owner) : block;
}

/** Whether a node lies in another; with `binding`, in a part of it that runs before the binding takes effect. */
function isInside(node: TreeNode, outer: TreeNode | undefined, binding?: Binding): boolean {
  if (outer === undefined || node.start < outer.start || node.end > outer.end) return false;
  return binding === undefined || !isInside(node, bodyOf(outer));
}
