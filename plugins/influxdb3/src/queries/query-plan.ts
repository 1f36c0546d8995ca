import type { CallView, FileView, SyntaxNode } from '@moult/plugin-api';
import type { Writer } from '../facts/client.ts';
import type { WrittenFlux } from '../facts/read-flux.ts';
import type { FluxTranslation } from '../flux/translation.ts';
import type { QueryMethod } from './read-answer.ts';
import type { Reading } from './reading.ts';

/** One call of `query_api()`. */
export type Querier = Pick<Writer, 'file' | 'call' | 'owner' | 'uses' | 'form'>;

/** A query that can be asked in SQL, with everything that reads its answer. */
export interface QueryPlan {
  readonly file: FileView;
  readonly call: CallView;
  readonly querier: Querier;
  readonly method: QueryMethod;
  readonly flux: WrittenFlux;
  /** Whether the Flux stands in the call itself. */
  readonly isInline: boolean;
  readonly translation: Extract<FluxTranslation, { kind: 'exact' }>;
  readonly reading: Reading;
}

/** Why a query keeps its client on the old library. */
export interface UnplannedQuery {
  readonly node: SyntaxNode;
  readonly reason: string;
}
