import { createRequire } from 'node:module';
import { MoultError } from '@moult/errors';
import type NativeParser from 'tree-sitter';

/** A tree as the addon gives it; nothing outside this folder keeps one. */
export type NativeTree = NativeParser.Tree;
export type NativeCursor = NativeParser.TreeCursor;
export type NativeNode = NativeParser.SyntaxNode;
export type NativeQuery = NativeParser.Query;
export type NativeCapture = NativeParser.QueryCapture;

/** The native classes of the one tree-sitter in the process, loaded on the first parse. */
export interface NativeGrammar {
  readonly parser: NativeParser;
  readonly language: NativeParser.Language;
  readonly Query: typeof NativeParser.Query;
}

// The natives load on first use because a start without a parse must not pay for them; a process can hold only one pair.
let loaded: NativeGrammar | undefined;

/** Loads tree-sitter and its Python grammar, once per process. Throws `E-PARSE` when the addon does not fit the machine. */
export function loadGrammar(): NativeGrammar {
  if (loaded !== undefined) return loaded;
  try {
    loaded = requireGrammar();
  } catch (cause) {
    throw new MoultError('E-PARSE', 'The native parser does not load on this machine', {
      hint: 'Install the dependencies again on this machine, with Node 20.19 or later and its own architecture',
      cause,
    });
  }
  return loaded;
}

function requireGrammar(): NativeGrammar {
  // An ESM import would make Node read the files of the package for export names, which costs 30 ms.
  const require = createRequire(import.meta.url);
  // `require` knows no types; the package's own declarations say what it returns.
  const Parser = require('tree-sitter') as typeof NativeParser;
  // The grammar package declares its `language` field as unknown; the parser takes the package object.
  const language = require('tree-sitter-python') as NativeParser.Language;
  const parser = new Parser();
  // For every kind of node in this list the parser writes and evaluates a class of its own. Nothing here uses one, so it gets the list empty.
  parser.setLanguage({ ...language, nodeTypeInfo: [] });
  return { parser, language, Query: Parser.Query };
}

/** What the grammar says about the named nodes of one kind; undefined for a kind it does not list, such as `ERROR`. */
export function describeKind(kind: string): { readonly hasFields: boolean; readonly hasChildren: boolean } | undefined {
  // The declarations of the two packages disagree about this list, which the grammar reads from its own JSON.
  const infos = loadGrammar().language.nodeTypeInfo as readonly NodeInfo[];
  const info = infos.find((one) => one.named && one.type === kind);
  return info && { hasFields: Object.keys(info.fields ?? {}).length > 0, hasChildren: info.children !== undefined };
}

interface NodeInfo {
  readonly type: string;
  readonly named: boolean;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly children?: unknown;
}
