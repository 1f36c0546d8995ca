import type { FoundFile, LibraryUse } from '../find/found-site.ts';
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
  const names = openNames();
  const isFirst = state.passes === 1;
  const said = new Map(proposals.map((proposal) => [proposal.found, proposal]));
  const failed = new Map(failures.map((failure) => [`${failure.plugin}/${failure.rule} ${failure.path}`, failure]));
  const candidates: Candidate[] = [];
  const out = new Map<string, Exclusion>();
  for (const { file, sites, uses } of files) {
    const suppressions = findSuppressions(file.tree);
    if (isFirst) recordSuppressions(state, file.path, suppressions);
    for (const found of sites) {
      const owner = ownerOf(found);
      const place = placeOfNode(state, file.path, found.node);
      const key = names.keyOf(owner, place);
      const failure = failed.get(failureKey(found.entry, file.path));
      const proposal = failure === undefined ? said.get(found) : undefined;
      const candidate = proposal && candidateOf(state, key, owner, place, proposal);
      const isNew = candidate !== undefined && asksForMore(state, candidate);
      const covering = findCovering(suppressions, found.node, owner);
      const suppressedBy = covering && suppressionKey(state, file.path, covering);
      if (isFirst || (isNew && !state.sites.has(key))) {
        state.sites.set(key, { key, owner, place, verdict: verdictOf(proposal, failure), suppressedBy });
        recordFindings(state, key, owner, place.path, proposal);
      }
      for (const hold of isFirst ? (proposal?.holds ?? []) : [])
        out.set(hold.unit, { status: 'held', reason: hold.reason });
      if (candidate === undefined || !isNew) continue;
      if (!state.candidates.has(key)) state.candidates.set(key, candidate);
      candidates.push(candidate);
      if (covering !== undefined) out.set(candidate.unit, suppressedFor(candidate, covering));
    }
    if (isFirst) recordUses(state, file.path, uses, names.keyOf);
  }
  return { candidates, out };
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
