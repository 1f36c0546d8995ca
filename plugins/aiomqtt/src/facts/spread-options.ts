import type { CallView, FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { CONSTRUCTORS } from '../names.ts';

/** One key of a dictionary that is given to a constructor as `**options`. */
export interface SpreadOption {
  readonly key: string;
  /** The string that is the key, or the keyword of `dict(…)`. */
  readonly keyNode: SyntaxNode;
  /** Absent where the key is only looked up. */
  readonly value: SyntaxNode | undefined;
  /** The whole pair, keyword argument or element. */
  readonly node: SyntaxNode;
}

/** What `**options` of a call hold. */
export type SpreadOptions =
  | { readonly kind: 'none' }
  /** All keys are written out here, and `canEdit` says that nothing else uses the dictionary. */
  | {
      readonly kind: 'known';
      readonly text: string;
      readonly options: readonly SpreadOption[];
      readonly canEdit: boolean;
    }
  | { readonly kind: 'unknown'; readonly text: string };

/** Reads the dictionary behind `**options` as far as it is written out in the file. */
export function readSpread(service: ServiceView, file: FileView, call: CallView): SpreadOptions {
  const spreads = call.arguments.filter(({ kind }) => kind === 'double-star');
  const [spread] = spreads;
  if (spread === undefined) return { kind: 'none' };
  const { value } = spread;
  const text = spreads.map((one) => one.value.text).join('` and `**');
  if (spreads.length > 1) return { kind: 'unknown', text };
  const written = readDictionary(file, value);
  if (written !== undefined) return { kind: 'known', text, options: written, canEdit: true };
  return value.kind === 'identifier' ? readNamed(service, file, value) : readConstant(file, value);
}

/** A dictionary of another file or an attribute can be read, but not followed. */
function readConstant(file: FileView, value: SyntaxNode): SpreadOptions {
  const constant = file.constant(value);
  const options = constant && readDictionary(constant.file, constant.node);
  if (options === undefined) return { kind: 'unknown', text: value.text };
  return { kind: 'known', text: value.text, options, canEdit: false };
}

function readNamed(service: ServiceView, file: FileView, name: SyntaxNode): SpreadOptions {
  const uses = file.uses(name).map((use) => readUse(file, use));
  const definitions = uses.filter(({ kind }) => kind === 'definition');
  if (definitions.length === 0) return readConstant(file, name);
  if (definitions.length > 1 || uses.some(({ kind }) => kind === 'change')) return { kind: 'unknown', text: name.text };
  const options = uses.flatMap((use) => ('options' in use ? use.options : []));
  return {
    kind: 'known',
    text: name.text,
    options,
    canEdit: uses.every(({ kind }) => kind !== 'read') && !isShared(service, file, name),
  };
}

type Use =
  | { readonly kind: 'definition' | 'element'; readonly options: readonly SpreadOption[] }
  | { readonly kind: 'spread' }
  /** May add keys that are not seen here. */
  | { readonly kind: 'change' }
  | { readonly kind: 'read' };

function readUse(file: FileView, use: SyntaxNode): Use {
  const { parent } = use;
  if (parent?.kind === 'assignment' && parent.field('left') === use) {
    const value = parent.field('right');
    const options = value && readDictionary(file, value);
    return options === undefined ? { kind: 'change' } : { kind: 'definition', options };
  }
  if (parent?.kind === 'dictionary_splat') return isConstructor(file, parent) ? { kind: 'spread' } : { kind: 'read' };
  if (parent?.kind === 'subscript' && parent.field('value') === use) return readElement(file, parent);
  return { kind: isRead(parent) ? 'read' : 'change' };
}

/** Whether a use only reads the dictionary: a lookup, a comparison, or an argument of something that shows it. */
function isRead(parent: SyntaxNode | undefined): boolean {
  if (parent?.kind === 'attribute') return READING_METHOD.test(parent.field('attribute')?.text ?? '');
  if (parent?.kind === 'argument_list') return SHOWING.test(parent.parent?.field('function')?.text ?? '');
  return !KEEPING.test(parent?.kind ?? '');
}

const READING_METHOD = /^(?:get|items|keys|values|copy)$/;

const SHOWING = /^(?:print|len|repr|str|sorted)$|\.(?:debug|info|warning|error|exception|dumps)$/;

/** Parents by which a dictionary gets another name, another value or another owner. */
const KEEPING =
  /parameter|pattern|^(?:assignment|augmented_assignment|for_statement|named_expression|return_statement)$/;

/** Whether another file takes a name of the module. */
function isShared({ files }: ServiceView, file: FileView, name: SyntaxNode): boolean {
  const isGlobal = file
    .uses(name)
    .some((use) => use.parent?.kind === 'assignment' && file.enclosingFunction(use) === undefined);
  return isGlobal && files.some((other) => other.path !== file.path && takes(other, file, name.text));
}

function takes(other: FileView, { modules }: FileView, name: string): boolean {
  if (!other.mentions(name)) return false;
  const lastPart = modules[0]?.split('.').at(-1) ?? '';
  return (
    other.mentions(`${lastPart}.${name}`) ||
    other.nodes('import_from_statement').some((statement) => {
      const from = statement.field('module_name')?.text.split('.').at(-1);
      return from === lastPart;
    })
  );
}

/** `options["key"]`, looked up or stored into. */
function readElement(file: FileView, element: SyntaxNode): Use {
  const keyNode = element.field('subscript');
  const key = keyNode && file.stringValue(keyNode);
  const { parent } = element;
  const isStored = parent?.kind === 'assignment' && parent.field('left') === element;
  if (keyNode === undefined || key === undefined) return { kind: isStored ? 'change' : 'read' };
  const value = isStored ? parent.field('right') : undefined;
  return { kind: 'element', options: [{ key, keyNode, value, node: element }] };
}

function isConstructor(file: FileView, splat: SyntaxNode): boolean {
  const callee = splat.parent?.parent?.field('function');
  return callee !== undefined && file.refersTo(callee, ...CONSTRUCTORS);
}

/** The pairs of `{"key": value}` or `dict(key=value)`; undefined when not all of them are written out. */
function readDictionary(file: FileView, node: SyntaxNode): readonly SpreadOption[] | undefined {
  if (node.kind === 'dictionary') {
    const pairs = node.children.filter(({ kind }) => kind !== 'comment');
    const options = pairs.flatMap((pair) => readPair(file, pair));
    return options.length === pairs.length ? options : undefined;
  }
  const call = node.field('function')?.text === 'dict' ? file.callView(node) : undefined;
  if (call === undefined || call.arguments.some(({ kind }) => kind !== 'keyword')) return undefined;
  return call.arguments.flatMap(({ name, value, node: argument }) => {
    const keyNode = argument.field('name');
    return name === undefined || keyNode === undefined ? [] : [{ key: name, keyNode, value, node: argument }];
  });
}

function readPair(file: FileView, pair: SyntaxNode): readonly SpreadOption[] {
  const keyNode = pair.field('key');
  const key = keyNode && file.stringValue(keyNode);
  return keyNode === undefined || key === undefined ? [] : [{ key, keyNode, value: pair.field('value'), node: pair }];
}
