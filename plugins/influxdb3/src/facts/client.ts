import type { CallView, FileView, ObjectUse, SyntaxNode } from '@moult/plugin-api';
import type { Querier, QueryPlan } from '../queries/query-plan.ts';

/** Why a client cannot move, and the place that says so. */
export interface Blocker {
  /** The rule that reports it. */
  readonly rule: ReportingRule;
  readonly file: FileView;
  readonly node: SyntaxNode;
  /** The end of the sentence "the client stays on influxdb-client, because …". */
  readonly reason: string;
  /** What to do at the place, where that depends on the reason. */
  readonly todo?: string;
  /** Code to write instead. */
  readonly suggestion?: string;
}

export type ReportingRule =
  | 'client-construction'
  | 'write-api'
  | 'write-call'
  | 'queries'
  | 'rename-imports'
  | 'report-administration'
  | 'report-shared-client';

/** One place in the service where a client is made. */
export interface Client {
  /** `path:line` of the construction. */
  readonly place: string;
  readonly file: FileView;
  /** The call that makes it; for a subclass of the client its definition. */
  readonly node: SyntaxNode;
  readonly call: CallView | undefined;
  /** True when an earlier pass has rewritten the construction. */
  readonly isMoved: boolean;
  readonly uses: readonly ObjectUse[];
  readonly writers: readonly Writer[];
  /** Its `query_api()` calls, where queries are rewritten. */
  readonly queriers: readonly Querier[];
  readonly queries: readonly QueryPlan[];
  readonly blockers: Blocker[];
}

/** How the object of a `write_api()` call goes away. */
export type WriterForm =
  /** `target = client.write_api(…)` is taken out, and uses of the target become uses of the client. */
  | { readonly kind: 'folded'; readonly statement: SyntaxNode; readonly target: SyntaxNode }
  /** `with client.write_api(…) as target:` is dissolved. */
  | {
      readonly kind: 'entered';
      readonly statement: SyntaxNode;
      readonly item: SyntaxNode;
      readonly items: number;
      readonly target: SyntaxNode | undefined;
    }
  /** The call becomes the client itself, under the names it travels by. */
  | { readonly kind: 'replaced' };

/** One call of `write_api()`. */
export interface Writer {
  readonly file: FileView;
  readonly call: CallView;
  /** The expression `write_api` is called on. */
  readonly owner: SyntaxNode;
  readonly uses: readonly ObjectUse[];
  readonly form: WriterForm;
  readonly options: WriterOptions;
}

/** The arguments of a `write_api()` call. */
export interface WriterOptions {
  /** `write_options`; undefined where it is left to its default, which is batching. */
  readonly writeOptions: SyntaxNode | undefined;
  /** The other keywords, by name. */
  readonly others: readonly { readonly name: string; readonly value: SyntaxNode }[];
  /** True unless the options are known to write at once. */
  readonly isBatching: boolean;
}

/** A text that is the same for the same place. */
export function placeOf(file: FileView, node: SyntaxNode): string {
  return `${file.path}:${node.line}`;
}

/** Whether one node begins before another of the same file. */
export function isBefore(a: SyntaxNode, b: SyntaxNode): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

/** The call whose callee a node is. */
export function callOf(file: FileView, node: SyntaxNode): CallView | undefined {
  const { parent } = node;
  return parent?.kind === 'call' && parent.field('function') === node ? file.callView(parent) : undefined;
}

/** The names an object's member goes by, after the class, such as `write_api`; undefined for the object itself. */
export function memberOf(use: ObjectUse, type: string): string | undefined {
  const prefix = `${type}.`;
  for (const candidate of use.resolution.candidates) {
    if (candidate.kind === 'member' && candidate.name.startsWith(prefix)) return candidate.name.slice(prefix.length);
  }
  return undefined;
}

/** Whether a use is the object itself, passed, returned, compared or stored. */
export function isObject(use: ObjectUse, type: string): boolean {
  return use.resolution.candidates.some(({ kind, name }) => kind === 'instance' && name === type);
}
