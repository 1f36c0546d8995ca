import type { CallView, FileView, ObjectUse, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { WRITE_API } from '../names.ts';
import { isObject, type Writer, type WriterForm, type WriterOptions } from './client.ts';
import { rootOf } from './imported-name.ts';
import { constantOfLibrary } from './library-constant.ts';
import { isBound, isStored, storesOf } from './same-value.ts';

/** Reads one `write_api()` call: its options, everything that uses its object, and how the object can go away. */
export function readWriter(service: ServiceView, file: FileView, call: CallView): Writer | undefined {
  const owner = call.callee.field('object');
  const options = readOptions(file, call);
  if (owner === undefined || options === undefined) return undefined;
  const { line, column } = call.node;
  const uses = service.usesOf({ path: file.path, line, column });
  const draft = { file, call, owner, uses };
  return { ...draft, options, form: readEntered(draft) ?? chooseForm(service, draft, WRITE_API) };
}

const PARAMETERS = ['write_options', 'point_settings'];

/** What `write_api` takes. It takes any other keyword as well, and does nothing with it. */
const KEYWORDS: ReadonlySet<string> = new Set([...PARAMETERS, 'success_callback', 'error_callback', 'retry_callback']);

function readOptions(file: FileView, call: CallView): WriterOptions | undefined {
  if (call.hasStar || call.hasDoubleStar) return undefined;
  const named = new Map<string, SyntaxNode>();
  for (const [index, name] of PARAMETERS.entries()) {
    const value = (call.positional(index) ?? call.keyword(name))?.value;
    if (value !== undefined) named.set(name, value);
  }
  for (const { name, value } of call.arguments) if (name !== undefined && KEYWORDS.has(name)) named.set(name, value);
  const writeOptions = named.get('write_options');
  named.delete('write_options');
  return {
    writeOptions,
    others: [...named].map(([name, value]) => ({ name, value })),
    isBatching: writeOptions === undefined || !writesAtOnce(file, writeOptions),
  };
}

function writesAtOnce(file: FileView, options: SyntaxNode): boolean {
  const constant = file.constant(options);
  const node = constant?.node ?? options;
  const place = constant?.file ?? file;
  if (constantOfLibrary(place, node) !== undefined) return true;
  if (node.kind !== 'call') return false;
  const type = place.callView(node);
  const given = (type?.positional(0) ?? type?.keyword('write_type'))?.value;
  return given !== undefined && /\.(a?synchronous)$/.test(given.text);
}

type Draft = Pick<Writer, 'file' | 'call' | 'owner' | 'uses'>;

/** How the object that a call on a client gives goes away, where the client has its methods itself. */
export function chooseForm(service: ServiceView, draft: Draft, type: string): WriterForm {
  return readFolded(service, draft, type) ?? { kind: 'replaced' };
}

function readEntered({ call, owner }: Draft): WriterForm | undefined {
  const { parent } = call.node;
  const item = parent?.kind === 'as_pattern' ? parent.parent : parent;
  const clause = item?.parent;
  const statement = clause?.parent;
  if (item?.kind !== 'with_item' || clause === undefined || statement?.kind !== 'with_statement') return undefined;
  if (!isStableName(owner)) return undefined;
  const target = parent?.kind === 'as_pattern' ? parent.field('alias')?.children[0] : undefined;
  const items = clause.children.filter(({ kind }) => kind === 'with_item').length;
  return { kind: 'entered', statement, item, items, target };
}

/** `a` or `a.b.c`, which may be written more than once. */
function isStableName(node: SyntaxNode): boolean {
  if (node.kind === 'identifier') return true;
  const object = node.kind === 'attribute' ? node.field('object') : undefined;
  return object !== undefined && isStableName(object);
}

function readFolded(
  service: ServiceView,
  { file, call, owner, uses }: Draft,
  type: string,
): Extract<WriterForm, { kind: 'folded' }> | undefined {
  const assignment = call.node.parent;
  const statement = assignment?.parent;
  const target = assignment?.field('left');
  if (assignment?.kind !== 'assignment' || assignment.field('right') !== call.node || target === undefined)
    return undefined;
  if (statement?.kind !== 'expression_statement' || !isStableName(owner)) return undefined;
  const isFoldable =
    target.kind === 'identifier'
      ? isOwnName(file, { target, owner, uses, type })
      : isOwnAttribute(service, file, { target, owner, uses, type });
  return isFoldable ? { kind: 'folded', statement, target } : undefined;
}

/** The object of a call, in the name it is kept by. */
interface Kept {
  readonly target: SyntaxNode;
  readonly owner: SyntaxNode;
  readonly uses: readonly ObjectUse[];
  readonly type: string;
}

/** A variable that is bound once, used in its own file, and beside a client that can be written wherever it is used. */
function isOwnName(file: FileView, { target, owner, uses, type }: Kept): boolean {
  const names = file.uses(target);
  const bindings = names.filter(isBound);
  if (bindings.length !== 1 || uses.some((use) => use.file !== file)) return false;
  if (isInClassBody(file, target)) return owner.kind === 'identifier' && uses.every((use) => isMemberCall(use, type));
  if (names.some((name) => name !== target && !isLoad(name))) return false;
  if (isListed(file, target.text)) return false;
  const root = rootOf(owner);
  const owners = new Set(file.uses(root));
  if (owner.kind === 'identifier' && [...owners].filter(isBound).length !== 1) return false;
  return names.every((name) => name === target || canWrite(file, root, owners, name));
}

/** Whether the name of the client means the client at another place. */
function canWrite(file: FileView, root: SyntaxNode, owners: ReadonlySet<SyntaxNode>, at: SyntaxNode): boolean {
  const scope = file.enclosingFunction(at);
  const home = file.enclosingFunction(root);
  if (scope === undefined || scope.node === home?.node) return true;
  if (home !== undefined && !isWithin(scope.node, home.node)) return false;
  return file
    .nodes('identifier')
    .filter((name) => name.text === root.text && isWithin(name, scope.node) && isBound(name))
    .every((name) => owners.has(name));
}

export function isWithin(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}

/** `self.target` beside `self.client` on the same object, stored once. */
function isOwnAttribute(service: ServiceView, file: FileView, { target, owner, uses, type }: Kept): boolean {
  const object = target.field('object');
  const name = target.field('attribute')?.text;
  if (target.kind !== 'attribute' || owner.kind !== 'attribute' || name === undefined) return false;
  if (object?.kind !== 'identifier' || owner.field('object')?.text !== object.text) return false;
  const isStoredOnce = storesOf(service, name).length === 1;
  const isPrivateUse = uses.every(
    (use) => isMemberCall(use, type) && receiverOf(use)?.field('attribute')?.text === name,
  );
  return isStoredOnce && isPrivateUse && file.enclosingClass(target) !== undefined;
}

function isInClassBody(file: FileView, node: SyntaxNode): boolean {
  return file.enclosingFunction(node) === undefined && file.enclosingClass(node) !== undefined;
}

function isMemberCall(use: ObjectUse, type: string): boolean {
  return !isObject(use, type) && receiverOf(use)?.kind !== undefined;
}

/** What a member is read from. */
export function receiverOf({ node }: ObjectUse): SyntaxNode | undefined {
  return node.kind === 'attribute' ? node.field('object') : undefined;
}

function isLoad(node: SyntaxNode): boolean {
  return !isBound(node) && !isStored(node);
}

/** Whether `__all__` names a variable. */
function isListed(file: FileView, name: string): boolean {
  return file
    .nodes('assignment')
    .some(
      (node) =>
        node.field('left')?.text === '__all__' &&
        (node.field('right')?.children ?? []).some((entry) => file.stringValue(entry) === name),
    );
}
