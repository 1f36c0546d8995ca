import type { FoundFile, FoundSite, LibraryUse } from '../find/found-site.ts';
import type { Proposal, RuleFailure } from '../propose/proposal.ts';
import { failureKey } from '../propose/propose-changes.ts';
import { type FileSuppression, findCovering, findSuppressions } from '../suppress/find-suppressions.ts';
import type { Candidate, Owner, Place } from './candidate.ts';
import type { Exclusion } from './exclusion.ts';
import { candidateOf, openNames, ownerOf, placeOfNode } from './name-candidates.ts';
import type { RewriteState } from './rewrite-state.ts';
import type { SiteVerdict } from './site-record.ts';

/** What a pass found, by key. */
export interface RecordedPass {
  /** Proposed changes in the order of their sites; changes that ask for nothing new are left out. */
  readonly candidates: readonly Candidate[];
  /** Keys of all sites that are there, whether or not their rule asks for something. */
  readonly present: ReadonlySet<string>;
  /** Units that rules hold back or that a suppression comment or a failed rule keeps out. */
  readonly out: ReadonlyMap<string, Exclusion>;
}

/** Writes down every site of a pass that is not known yet, and what its rule says. */
export function recordSites(
  state: RewriteState,
  files: readonly FoundFile[],
  proposals: readonly Proposal[],
  failures: readonly RuleFailure[],
): RecordedPass {
  const recorder: Recorder = {
    state,
    keyOf: openNames().keyOf,
    said: new Map(proposals.map((proposal) => [proposal.found, proposal])),
    failed: new Map(failures.map((failure) => [`${failure.plugin}/${failure.rule} ${failure.path}`, failure])),
    candidates: [],
    present: new Set(),
    out: new Map(),
  };
  for (const found of files) {
    const suppressions = findSuppressions(found.file.tree);
    if (state.passes === 1) recordSuppressions(state, found.file.path, suppressions);
    for (const site of found.sites) recordSite(recorder, found.file.path, site, suppressions);
    if (state.passes === 1) recordUses(state, found.file.path, found.uses, recorder.keyOf);
  }
  return recorder;
}

interface Recorder extends RecordedPass {
  readonly state: RewriteState;
  readonly keyOf: (owner: Owner, place: Place) => string;
  readonly said: ReadonlyMap<FoundSite, Proposal>;
  readonly failed: ReadonlyMap<string, RuleFailure>;
  readonly candidates: Candidate[];
  readonly present: Set<string>;
  readonly out: Map<string, Exclusion>;
}

function recordSite(
  recorder: Recorder,
  path: string,
  found: FoundSite,
  suppressions: readonly FileSuppression[],
): void {
  const { state } = recorder;
  const isFirst = state.passes === 1;
  const owner = ownerOf(found);
  const place = placeOfNode(state, path, found.node);
  const key = recorder.keyOf(owner, place);
  recorder.present.add(key);
  const failure = recorder.failed.get(failureKey(found.entry, path));
  const proposal = failure === undefined ? recorder.said.get(found) : undefined;
  const candidate = proposal && candidateOf(state, key, owner, place, proposal);
  const fresh = candidate !== undefined && asksForMore(state, candidate) ? candidate : undefined;
  const covering = findCovering(suppressions, found.node, owner);
  if (isFirst || (fresh !== undefined && !state.sites.has(key))) {
    const suppressedBy = covering && suppressionKey(state, path, covering);
    state.sites.set(key, { key, owner, place, verdict: verdictOf(proposal, failure), suppressedBy });
    recordFindings(state, key, owner, path, proposal);
  }
  // What a rule holds back in a later pass, it holds back because of what was applied already.
  if (isFirst && proposal !== undefined) holdUnits(recorder, proposal);
  if (fresh !== undefined) recordCandidate(recorder, fresh, covering);
}

function holdUnits({ out }: Recorder, { holds }: Proposal): void {
  for (const { unit, reason } of holds) out.set(unit, { status: 'held', reason });
}

function recordCandidate(
  { state, candidates, out }: Recorder,
  candidate: Candidate,
  covering: FileSuppression | undefined,
): void {
  if (!state.candidates.has(candidate.key)) state.candidates.set(candidate.key, candidate);
  candidates.push(candidate);
  if (covering !== undefined) out.set(candidate.unit, suppressedFor(candidate, covering));
}

/** In a later pass, applied changes are found again as long as their imports are not settled; they ask for nothing new then. */
function asksForMore(state: RewriteState, { place, edits, intents, needs, key }: Candidate): boolean {
  if (edits.length > 0) return true;
  const known = new Set((state.intents.get(place.path) ?? []).map((intent) => JSON.stringify(intent)));
  if (intents.some((intent) => !known.has(JSON.stringify(intent)))) return true;
  return needs.length > 0 && !state.applied.has(key);
}

function verdictOf(proposal: Proposal | undefined, failure: RuleFailure | undefined): SiteVerdict {
  if (failure !== undefined) return { kind: 'failed', reason: `the rule ${describeFailure(failure)}` };
  if (proposal === undefined) return { kind: 'unaffected', reason: 'the rule was not asked' };
  if (proposal.draft !== undefined) return { kind: 'change' };
  if (proposal.unsupported !== undefined) return { kind: 'unsupported', reason: proposal.unsupported };
  if (proposal.findings.length > 0 || proposal.holds.length > 0) return { kind: 'flagged' };
  return { kind: 'unaffected', reason: proposal.leave ?? 'the rule has nothing to change here' };
}

/** What happened to a rule, as the end of a sentence. */
export function describeFailure({ kind, message }: RuleFailure): string {
  switch (kind) {
    case 'crashed':
      return `crashed in this file: ${message}`;
    case 'timed-out':
      return `was stopped in this file: ${message}`;
    case 'bad-return':
      return `broke its contract in this file: ${message}`;
  }
}

function recordFindings(
  state: RewriteState,
  key: string,
  owner: Owner,
  path: string,
  proposal: Proposal | undefined,
): void {
  for (const { node, finding } of proposal?.findings ?? []) {
    const { line, column } = placeOfNode(state, path, node);
    state.findings.push({ key, owner, kind: 'flagged', place: { path, line, column }, text: finding });
  }
  if (proposal !== undefined && proposal.findings.length === 0) recordHolds(state, key, owner, path, proposal);
  if (proposal?.unsupported === undefined) return;
  const { line, column } = placeOfNode(state, path, proposal.found.node);
  const { rule } = proposal.found.entry;
  const text = { message: proposal.unsupported, why: rule.summary, todo: 'Change this place by hand' };
  state.findings.push({ key, owner, kind: 'unsupported', place: { path, line, column }, text });
}

function recordHolds(state: RewriteState, key: string, owner: Owner, path: string, { holds, found }: Proposal): void {
  for (const { reason } of holds) {
    const { line, column } = placeOfNode(state, path, found.node);
    const text = { message: reason, why: found.entry.rule.summary, todo: 'Change this place by hand, then plan again' };
    state.findings.push({ key, owner, kind: 'flagged', place: { path, line, column }, text });
  }
}

function recordUses(
  state: RewriteState,
  path: string,
  uses: readonly LibraryUse[],
  keyOf: (owner: Owner, place: Place) => string,
): void {
  for (const { plugin, name, kind, node } of uses) {
    const owner = { plugin, rule: '', rank: -1 };
    const place = placeOfNode(state, path, node);
    const key = keyOf(owner, place);
    const verdict = { kind: 'unaffected', reason: `no rule concerns this ${kind} of ${name}` } as const;
    state.sites.set(key, { key, owner, place, verdict, suppressedBy: undefined });
  }
}

function recordSuppressions(state: RewriteState, path: string, suppressions: readonly FileSuppression[]): void {
  for (const suppression of suppressions) {
    const key = suppressionKey(state, path, suppression);
    const { line } = placeOfNode(state, path, suppression.node);
    state.suppressions.set(key, { key, path, line, rules: suppression.rules, reason: suppression.reason });
  }
}

function suppressionKey(state: RewriteState, path: string, { node }: FileSuppression): string {
  return `${path}:${placeOfNode(state, path, node).start}`;
}

function suppressedFor({ place, unit, key }: Candidate, { reason, node }: FileSuppression): Exclusion {
  const where = unit === key ? `line ${node.line}` : `${place.path}:${node.line}`;
  const because = reason === '' ? '' : `: ${reason}`;
  return { status: 'suppressed', reason: `a comment in ${where} suppresses it${because}` };
}
