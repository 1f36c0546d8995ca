import type { CallView, FileView, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { callOf } from '../facts/client.ts';
import { readFlux, type WrittenFlux } from '../facts/read-flux.ts';
import { translateFlux } from '../flux/translate-flux.ts';
import type { FluxOptions } from '../flux/translation.ts';
import { findCatch } from './find-catch.ts';
import { findMoved } from './find-moved.ts';
import type { Querier, QueryPlan } from './query-plan.ts';
import { type QueryMethod, readAnswer } from './read-answer.ts';

/** What a query is planned with. */
export interface QueryScope {
  readonly service: ServiceView;
  readonly file: FileView;
  /** `api.query`. */
  readonly callee: SyntaxNode;
  readonly method: QueryMethod;
  readonly querier: Querier;
  readonly tags: FluxOptions['tags'];
  /** The query calls of the same client, with their methods. */
  readonly queries: ReadonlyMap<SyntaxNode, string>;
  hasOrg(call: CallView, org: SyntaxNode): boolean;
}

/** Plans the move of one query with all that reads its answer; the reason where it cannot be moved. */
export function planQuery(scope: QueryScope): QueryPlan | string {
  const { file, callee, method, querier } = scope;
  const call = callOf(file, callee);
  if (call === undefined)
    return `its \`${method}\` method is handed on, and what is done with the answer there is not seen`;
  const refusal = refuseArguments(scope, call) ?? findCatch(file, call.node);
  if (refusal !== undefined) return refusal;
  const flux = readFlux(file, call);
  if (flux === undefined) return 'its Flux is not written out where it can be read';
  const text = (call.keyword('query') ?? call.positional(0))?.value;
  const isInline = text !== undefined && isInside(flux.node, text);
  const moved = isInline ? undefined : findMoved(scope.service, file, { flux, call, text });
  if (moved !== undefined) return moved;
  const reading = readAnswer(file, call.node, method, scope.queries);
  if (reading.problem !== undefined) return `${reading.problem.reason} (line ${reading.problem.node.line})`;
  return finishPlan(scope, { file, call, querier, method, flux, isInline, reading });
}

function finishPlan({ tags }: QueryScope, found: Omit<QueryPlan, 'translation'>): QueryPlan | string {
  const { flux, reading, method } = found;
  const reads = reading.columns.size === 0 ? {} : { reads: [...reading.columns] };
  const translation = translateFlux(flux.source, { ...(tags === undefined ? {} : { tags }), ...reads, times: 'utc' });
  if (translation.kind === 'refused') return translation.reason;
  const { splitBy, mayBeNull, tagColumns } = translation;
  if (reading.oneTable !== undefined && splitBy.length > 0)
    return `${reading.oneTable} is about one table, and the rows come in one for each ${splitBy.map((name) => `\`${name}\``).join(' and ')}`;
  if (reading.noEmptyTable !== undefined && translation.mayHaveEmptyTables)
    return `${reading.noEmptyTable} may be about a table without rows, which limit() can leave`;
  const empty = [...reading.filled].find((name) => mayBeNull.includes(name));
  if (empty !== undefined) return `a row without \`${empty}\` has None there, and no default takes its place`;
  const tag =
    method === 'query_data_frame' ? [...reading.columns].find((name) => tagColumns.includes(name)) : undefined;
  if (tag !== undefined) return `the column of the tag \`${tag}\` would have another type in a data frame`;
  const odd = oddHole(flux);
  return odd === undefined
    ? { ...found, translation }
    : `\`${odd}\` may give another text when it is written elsewhere in the query`;
}

/** A value that may differ when it is computed at another place, or that is written in a way that is for people. */
function oddHole({ holes, source }: WrittenFlux): string | undefined {
  const shown = source.parts.find((part) => typeof part !== 'string' && /^[=!]/.test(part.format ?? ''));
  if (shown !== undefined && typeof shown !== 'string') return `${shown.text}${shown.format ?? ''}`;
  return holes.find((hole) => !isSteady(hole))?.text;
}

const STEADY_KINDS =
  /^(identifier|attribute|integer|float|string|string_start|string_content|string_end|true|false|none|binary_operator|unary_operator|parenthesized_expression|argument_list|keyword_argument|subscript|comment|escape_sequence)$/;
const STEADY_CALLS =
  /(^|\.)(isoformat|strftime|replace|astimezone|strip|lower|upper|str|int|float|round|abs|timedelta)$/;

function isSteady(node: SyntaxNode): boolean {
  if (node.kind === 'call') {
    const callee = node.field('function');
    return (
      callee !== undefined && STEADY_CALLS.test(callee.text.replaceAll(/\s+/g, '')) && node.children.every(isSteady)
    );
  }
  return STEADY_KINDS.test(node.kind) && node.children.every(isSteady);
}

function refuseArguments(scope: QueryScope, call: CallView): string | undefined {
  if (call.hasStar || call.hasDoubleStar) return 'its arguments come from `*` or `**`, and cannot be read here';
  const other = call.arguments.find(({ name }) => name !== undefined && name !== 'query' && name !== 'org');
  if (other !== undefined) return `\`${other.node.text}\` of the query has no counterpart`;
  if (call.positional(2) !== undefined) return 'a third argument of the query has no counterpart';
  const org = (call.positional(1) ?? call.keyword('org'))?.value;
  return org === undefined || scope.hasOrg(call, org)
    ? undefined
    : `it asks in \`${org.text}\`, which is not known to be the organisation of its client`;
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}
