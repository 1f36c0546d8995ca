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
  if (all.length < 2) return all;
  if (homeScope(bindings.scopeOf(use)) !== homeScope(variable.scope)) return settledBindings(variable);
  const behind = indexBehind(all, use.start);
  const before = bindingsBefore(variable, use, behind);
  if (before.at(-1)?.identifier === use) return before.slice(-1);
  const [last] = before;
  if (last === undefined || !runsBefore(last, use)) return all;
  const reaching = [...before, ...bindingsBehind(variable, use, behind, last), ...variable.foreign];
  return reaching.length === all.length ? all : reaching;
}

/** From the last binding that certainly runs before the use, or from the first of all, up to the use; or the use itself where it binds. */
function bindingsBefore(variable: Variable, use: TreeNode, behind: number): readonly Binding[] {
  const found: Binding[] = [];
  for (let index = behind - 1; index >= 0; index--) {
    const binding = variable.bindings[index];
    if (binding === undefined || variable.foreign.includes(binding)) continue;
    if (binding.identifier === use) return [binding];
    // A target of the very statement the use stands in takes effect after it, except at its body.
    if (!takesEffectLater(binding, use)) found.push(binding);
    if (runsBefore(binding, use)) break;
  }
  return found.reverse();
}

/** The bindings behind a use that a loop leads back from, where the loop does not run `last` again before the use. */
function bindingsBehind(variable: Variable, use: TreeNode, behind: number, last: Binding): readonly Binding[] {
  const loop = outermostLoop(use, last.statement);
  if (loop === undefined) return [];
  const found: Binding[] = [];
  // The binding of the statement around the use takes effect behind it as well.
  for (let index = 0; index < variable.bindings.length; index++) {
    const binding = variable.bindings[index];
    if (binding === undefined || binding.identifier.start >= loop.end) break;
    if (index < behind && !takesEffectLater(binding, use)) continue;
    if (isInside(binding.identifier, loop) && !variable.foreign.includes(binding)) found.push(binding);
  }
  return found;
}

function takesEffectLater(binding: Binding, use: TreeNode): boolean {
  const { statement, source } = binding;
  if (source.kind === 'entered' || source.kind === 'parameter' || statement.kind === 'for_in_clause') return false;
  return isInside(use, statement) && !isInside(use, bodyOf(statement));
}

/** Index of the first binding behind an offset; bindings are in source order. */
function indexBehind(all: readonly Binding[], offset: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.identifier.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The outermost loop around a use that another statement lies outside of. */
function outermostLoop(use: TreeNode, outside: TreeNode): TreeNode | undefined {
  let found: TreeNode | undefined;
  for (let node = use.parent; node !== undefined && node.kind !== 'function_definition'; node = node.parent) {
    if (isInside(outside, node)) break;
    if (node.kind === 'for_statement' || node.kind === 'while_statement') found = node;
  }
  return found;
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

function isInside(node: TreeNode, outer: TreeNode | undefined): boolean {
  return outer !== undefined && node.start >= outer.start && node.end <= outer.end;
}
