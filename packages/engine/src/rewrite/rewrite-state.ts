import type { Manifest } from '@moult/manifest';
import type { ImportIntent, SettledImports, SyntaxTree } from '@moult/python';
import type { FinderIndex } from '../find/finder-index.ts';
import type { Deferral } from '../merge/merge-changes.ts';
import { type PieceText, pieceTextOf } from '../pieces/piece-text.ts';
import type { PluginRelevance } from '../prefilter/tell-relevance.ts';
import type { Fence } from '../propose/fence.ts';
import type { ManifestWishes, RuleFailure } from '../propose/proposal.ts';
import type { SuppressionRecord } from '../suppress/find-suppressions.ts';
import type { Candidate } from './candidate.ts';
import type { Exclusion, Exclusions } from './exclusion.ts';
import type { OpenedCode } from './opened-code.ts';
import { type OriginalPlaces, openPlaces } from './place-in-original.ts';
import type { RewriteInput } from './rewrite-input.ts';
import type { FindingRecord, SiteRecord } from './site-record.ts';

/** An import that stays, and why. */
export type KeptImport = SettledImports['kept'][number];

/** What stays the same in all computations of a service. */
export interface RewriteContext {
  readonly input: RewriteInput;
  readonly index: FinderIndex;
  readonly fence: Fence;
  /** Whether the rules of every file run under a fence of their own, because a shared one was broken. */
  readonly fencing: { isApart: boolean };
  /** Trees of the texts as read, so that a computation that begins anew does not parse again. */
  readonly originalTrees: Map<string, SyntaxTree>;
  /** The plugins that concern each file, by path. */
  readonly relevance: ReadonlyMap<string, readonly PluginRelevance[]>;
  /** Manifests as last read, by path. */
  readonly manifests: Map<string, { readonly text: string; readonly manifest: Manifest | undefined }>;
  /** What was resolved and found in the texts as read, and in those of the last pass. */
  readonly opened: OpenedCode[];
}

/** Where a computation begins: the units that are out, and the rules that failed. */
export interface RewriteStart {
  readonly exclusions: Exclusions;
  readonly failures: readonly RuleFailure[];
}

/** The state of one computation. Only the functions of this folder write it, and nothing of it outlives the computation. */
export interface RewriteState {
  readonly places: OriginalPlaces;
  readonly exclusions: Map<string, Exclusion>;
  readonly failures: RuleFailure[];
  readonly texts: Map<string, PieceText>;
  readonly trees: Map<string, SyntaxTree>;
  /** Intents of applied changes, by path. */
  readonly intents: Map<string, ImportIntent[]>;
  /** Imports that could not go although changes no longer need them, by path. */
  readonly keptImports: Map<string, readonly KeptImport[]>;
  /** Files whose imports cannot be settled as applied changes wish, and why. */
  readonly unsettled: Map<string, string>;
  /** Every site by key, as first found. */
  readonly sites: Map<string, SiteRecord>;
  readonly candidates: Map<string, Candidate>;
  /** Keys of changes that are applied. */
  readonly applied: Set<string>;
  /** Changes that were deferred and are waited for. */
  readonly waiting: Map<string, Deferral<Candidate>>;
  /** Keys of changes that another change of the same plugin made unnecessary → that change. */
  readonly carried: Map<string, string>;
  /** Keys whose very edits another change makes as well → that change. */
  readonly joined: Map<string, string>;
  readonly findings: FindingRecord[];
  readonly suppressions: Map<string, SuppressionRecord>;
  readonly wishes: ManifestWishes[];
  passes: number;
}

/** The begin of a computation. */
export function openState({ input, originalTrees }: RewriteContext, start: RewriteStart): RewriteState {
  const { files, manifests } = input.service;
  return {
    places: openPlaces(),
    exclusions: new Map(start.exclusions),
    failures: [...start.failures],
    texts: new Map([...manifests, ...files].map(({ path, source }) => [path, pieceTextOf(source.text)])),
    trees: new Map(originalTrees),
    intents: new Map(),
    keptImports: new Map(),
    unsettled: new Map(),
    sites: new Map(),
    candidates: new Map(),
    applied: new Set(),
    waiting: new Map(),
    carried: new Map(),
    joined: new Map(),
    findings: [],
    suppressions: new Map(),
    wishes: [],
    passes: 0,
  };
}

/** A unit that is out may not have been applied in part: then the computation has to begin anew. */
export interface Restart {
  readonly kind: 'restart';
  readonly start: RewriteStart;
}

/**
 * Takes units out. When a change of one is applied already, or is not known yet to be free of it, the answer is the restart that the
 * computation has to make.
 */
export function exclude(state: RewriteState, units: ReadonlyMap<string, Exclusion>): Restart | undefined {
  const fresh = [...units].filter(([unit]) => !state.exclusions.has(unit));
  for (const [unit, exclusion] of fresh) state.exclusions.set(unit, exclusion);
  const out = new Set(fresh.map(([unit]) => unit));
  const isTouched = [...state.applied].some((key) => {
    const candidate = state.candidates.get(key);
    return candidate !== undefined && out.has(candidate.unit);
  });
  return isTouched ? restart(state) : undefined;
}

/** The computation begun anew with everything known so far that keeps units and rules out. */
export function restart(state: RewriteState, failures: readonly RuleFailure[] = []): Restart {
  return { kind: 'restart', start: { exclusions: state.exclusions, failures: [...state.failures, ...failures] } };
}
