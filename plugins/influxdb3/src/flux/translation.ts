import type { SqlText } from './sql-text.ts';
import type { Expression, FluxProblem } from './syntax.ts';

/** What the caller knows about the database and about what is done with the rows. */
export interface FluxOptions {
  /** By measurement, `*` for any other: all its tag keys. Without them no question that Flux asks per series can be asked in SQL. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
  /** Columns that the consumers read, as Flux names them. Without it every column that is known is selected. */
  readonly reads?: readonly string[];
  /** `utc`: times come as microseconds in UTC, as the old client gave them. Otherwise they come as they are stored. */
  readonly times?: 'utc';
}

/** A value that goes into `query_parameters`. */
export interface SqlParameter {
  readonly name: string;
  /** Python source that gives the value. */
  readonly python: string;
}

/** SQL for a query, or the reason why there is none. */
export type FluxTranslation =
  | {
      readonly kind: 'exact';
      /** Holes stay in their places: write it as an f-string, with the braces of the texts doubled. */
      readonly sql: SqlText;
      /** Name of the bucket, which becomes the name of the database. */
      readonly database: SqlText;
      readonly parameters: readonly SqlParameter[];
      /** Names of the result's columns, in their order. They are the names of Flux. */
      readonly columns: readonly string[];
      /** Consumers find the columns under the names they had in Flux records. */
      readonly consumers: 'flux-names';
      /** Columns by whose values the rows come in several tables of Flux; empty where there is one at most. */
      readonly splitBy: readonly string[];
      /** Whether Flux may give tables without rows. */
      readonly mayHaveEmptyTables: boolean;
      /** Columns that can be null in a row. */
      readonly mayBeNull: readonly string[];
      /** Columns that are tags. */
      readonly tagColumns: readonly string[];
      /** What a reviewer should know. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** Offset in the flat text of the query, in which a hole takes one UTF-16 unit. */
      readonly at: number;
      /** SQL that comes close, for a person to finish; absent where nothing comes close. */
      readonly suggestion?: SqlText;
    };

/** What one translation gathers on its way. */
export interface Translation {
  readonly options: FluxOptions;
  readonly variables: ReadonlyMap<string, Expression>;
  readonly parameters: SqlParameter[];
  readonly notes: Set<string>;
  /** Set by a step that may leave a table without rows. */
  hasEmptyTables: boolean;
  /** Why the SQL so far is not exact. */
  readonly doubts: FluxProblem[];
  /** Why there is no SQL at all. */
  problem: FluxProblem | undefined;
}

/** Ends a translation: nothing in SQL comes close. Gives `undefined`, so that a reader can return it. */
export function refuse(translation: Translation, at: number, reason: string): undefined {
  translation.problem ??= { at, reason };
  return undefined;
}

/** Notes that the SQL comes close but is not exact. */
export function doubt(translation: Translation, at: number, reason: string): void {
  translation.doubts.push({ at, reason });
}
