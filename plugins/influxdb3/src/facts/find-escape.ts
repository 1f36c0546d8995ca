import type { ObjectUse, SyntaxNode } from '@moult/plugin-api';
import { isBound } from './same-value.ts';

/** Callees that an object may be given to: they look at it, or hand it back. */
const HARMLESS: ReadonlySet<string> = new Set([
  'isinstance',
  'bool',
  'print',
  'id',
  'repr',
  'str',
  'type',
  'hasattr',
  'callable',
]);
const HARMLESS_LIBRARY =
  /^(contextlib\.(closing|nullcontext|ExitStack\.enter_context|AsyncExitStack\.enter_context)|atexit\.register|typing\.cast|logging\..*|unittest\.mock\..*)$/;

/** Why an object gets out of sight at a use of it; undefined where it does not. */
export function findEscape(use: ObjectUse, others: readonly ObjectUse[] = []): string | undefined {
  const { node } = use;
  const holder = holderOf(node);
  const parent = holder.parent;
  if (parent === undefined || isBound(node)) return undefined;
  switch (parent.kind) {
    case 'argument_list':
      return escapeByCall(use, parent);
    case 'keyword_argument':
      return parent.parent?.kind === 'argument_list' ? escapeByCall(use, parent.parent) : undefined;
    case 'assignment':
      return parent.field('right') === holder ? escapeByStore(use, parent.field('left')) : undefined;
    case 'list':
    case 'tuple':
    case 'set':
    case 'pair':
    case 'dictionary':
    case 'expression_list':
    case 'list_splat':
    case 'lambda':
    case 'dictionary_splat':
    case 'yield':
      return parent.kind === 'yield' && (isFixture(use) || isUsedOutside(use, others))
        ? undefined
        : 'it is put where its uses cannot be followed';
    default:
      return undefined;
  }
}

/** The expression whose value an object is: parentheses, `a or b` and `a if b else c` around it. */
function holderOf(node: SyntaxNode): SyntaxNode {
  const { parent } = node;
  const isPassed =
    parent !== undefined &&
    /^(parenthesized_expression|boolean_operator|conditional_expression|await)$/.test(parent.kind);
  return isPassed ? holderOf(parent) : node;
}

function escapeByCall({ file, node }: ObjectUse, list: SyntaxNode): string | undefined {
  const callee = list.parent?.field('function');
  if (callee === undefined) return undefined;
  if (file.definitionOf(callee) !== undefined || HARMLESS.has(callee.text)) return undefined;
  const { candidates } = file.resolve(callee);
  if (candidates.length > 0 && candidates.every(({ kind, name }) => kind === 'local' || HARMLESS_LIBRARY.test(name)))
    return undefined;
  if (/(^|\.)(logger|logging|log)\.\w+$/.test(callee.text)) return undefined;
  return `it is handed to \`${callee.text}\`, and what that does with \`${node.text}\` is not seen`;
}

/** A store into an attribute is followed where reading that attribute gives the object back. */
function escapeByStore({ file, node, resolution }: ObjectUse, target: SyntaxNode | undefined): string | undefined {
  if (target === undefined || target.kind === 'identifier') return undefined;
  const made = resolution.candidates.find(({ origin }) => origin !== undefined)?.origin;
  const isKnown = file
    .resolve(target)
    .candidates.some(
      ({ origin }) => origin?.path === made?.path && origin?.line === made?.line && origin?.column === made?.column,
    );
  return isKnown && target.kind === 'attribute'
    ? undefined
    : `it is stored in \`${target.text}\`, where the uses of \`${node.text}\` cannot be followed`;
}

/** What a generator yields is seen where it is used in other functions. */
function isUsedOutside({ file, node }: ObjectUse, others: readonly ObjectUse[]): boolean {
  const generator = file.enclosingFunction(node)?.node;
  return others.some((other) => other.file.enclosingFunction(other.node)?.node !== generator);
}

function isFixture({ file, node }: ObjectUse): boolean {
  const decorators = file.enclosingFunction(node)?.decorators ?? [];
  return decorators.some(({ name }) => /fixture$|contextmanager$/.test(name.text));
}
