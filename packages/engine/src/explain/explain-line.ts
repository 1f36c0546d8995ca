import type { Evidence } from '@moult/plugin-api';
import type { TreeNode } from '@moult/python';
import { leavesOf } from '../find/finder-index.ts';
import type { ParsedFile } from '../find/found-site.ts';
import { isLongestChain } from '../find/name-gate.ts';
import { statusOfChange } from '../ledger/change-status.ts';
import { openModel } from '../rewrite/open-model.ts';
import type { RewriteInput } from '../rewrite/rewrite-input.ts';
import { finishService } from '../rewrite/rewrite-service.ts';
import { openState, type RewriteContext, type RewriteState } from '../rewrite/rewrite-state.ts';
import type { SiteRecord } from '../rewrite/site-record.ts';
import { describeResolution, diagnoseFinder } from './diagnose-finder.ts';

/** One node of the syntax on a line. */
export interface ExplainedNode {
  readonly kind: string;
  /** Name of the field of its parent that it fills. */
  readonly field: string | undefined;
  readonly depth: number;
  readonly line: number;
  readonly column: number;
  /** The first line of its text. */
  readonly text: string;
}

/** A name or chain on a line and what it refers to. */
export interface ExplainedName {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** In words; undefined when nothing is known. */
  readonly refersTo: string | undefined;
  readonly certain: boolean;
  readonly evidence: readonly Evidence[];
}

/** What a rule did on a line, or the first condition that kept it from doing anything. */
export interface ExplainedRule {
  readonly plugin: string;
  readonly rule: string;
  readonly verdict:
    | 'changed'
    | 'offered'
    | 'suppressed'
    | 'conflicted'
    | 'refused'
    | 'held'
    | 'flagged'
    | 'unsupported'
    | 'unaffected'
    | 'failed'
    | 'not-found';
  readonly reason: string;
}

export interface LineExplanation {
  readonly kind: 'explained';
  readonly path: string;
  readonly line: number;
  readonly text: string;
  readonly nodes: readonly ExplainedNode[];
  readonly names: readonly ExplainedName[];
  readonly rules: readonly ExplainedRule[];
}

/** Why a line cannot be explained. */
export interface NoExplanation {
  readonly kind: 'not-parsed';
  readonly path: string;
  readonly reason: string;
}

/** Explains one line, from 1, of a Python file of a service. */
export function explainLine(input: RewriteInput, path: string, line: number): LineExplanation | NoExplanation {
  const leftOut = findLeftOut(input, path);
  if (leftOut !== undefined) return { kind: 'not-parsed', path, reason: leftOut };
  const { context, state } = finishService(input);
  const { files } = openModel(context, openState(context, { exclusions: new Map(), failures: [] }));
  const file = files.find((each) => each.path === path);
  const range = file?.tree.lines.lineRange(line);
  if (file === undefined || range === undefined) {
    return {
      kind: 'not-parsed',
      path,
      reason: file === undefined ? 'no such file in the service' : 'no such line in the file',
    };
  }
  const nodes = nodesOn(file, line, range);
  return {
    kind: 'explained',
    path,
    line,
    text: file.tree.text.slice(range.start, range.end),
    nodes: nodes.map((node) => describeNode(node)),
    names: nodes.filter((node) => node.line === line && isLongestChain(node)).map((node) => describeName(file, node)),
    rules: explainRules(context, state, file, nodes, line),
  };
}

function findLeftOut({ service }: RewriteInput, path: string): string | undefined {
  if (service.notRelevant.includes(path))
    return 'the file holds no word that a plugin looks for, and imports no file that does';
  return service.skipped.find((file) => file.path === path)?.reason;
}

/** Nodes that begin on the line, and those around its first word. */
function nodesOn(
  { tree }: ParsedFile,
  line: number,
  range: { readonly start: number; readonly end: number },
): readonly TreeNode[] {
  const text = tree.text.slice(range.start, range.end);
  const first = range.start + (text.length - text.trimStart().length);
  return tree.all.filter((node) => node.line === line || (node.start <= first && first < node.end));
}

function describeNode(node: TreeNode): ExplainedNode {
  let depth = 0;
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) depth++;
  const { kind, fieldName, line, column } = node;
  return { kind, field: fieldName, depth, line, column, text: node.text.split(/\r?\n/, 1)[0] ?? '' };
}

function describeName({ view }: ParsedFile, node: TreeNode): ExplainedName {
  const resolution = view.resolve(node);
  const isKnown = resolution.candidates.length > 0;
  return {
    text: node.text,
    line: node.line,
    column: node.column,
    refersTo: isKnown ? describeResolution(resolution) : undefined,
    certain: resolution.certain,
    evidence: resolution.candidates.flatMap(({ evidence }) => evidence),
  };
}

function explainRules(
  { index }: RewriteContext,
  state: RewriteState,
  file: ParsedFile,
  nodes: readonly TreeNode[],
  line: number,
): readonly ExplainedRule[] {
  const sites = [...state.sites.values()].filter(({ place }) => place.path === file.path && place.line === line);
  const here = nodes.filter((node) => node.line === line);
  return index.rules.flatMap(({ plugin, rule }): readonly ExplainedRule[] => {
    const found = sites.filter(({ owner }) => owner.plugin === plugin.name && owner.rule === rule.name);
    const name = { plugin: plugin.name, rule: rule.name };
    if (found.length > 0) return found.map((site) => ({ ...name, ...explainSite(state, site) }));
    const diagnoses = leavesOf(rule.find.spec).map((spec) => diagnoseFinder(spec, here, file));
    const furthest = diagnoses.sort((a, b) => b.stage - a.stage)[0];
    return [{ ...name, verdict: 'not-found', reason: furthest?.reason ?? 'the rule looks for nothing' }];
  });
}

function explainSite(state: RewriteState, site: SiteRecord): Pick<ExplainedRule, 'verdict' | 'reason'> {
  if (site.verdict.kind === 'change') {
    const status = statusOfChange(state, site.key);
    const message = state.candidates.get(site.key)?.message ?? '';
    if (status === undefined || status.status === 'selected') return { verdict: 'changed', reason: message };
    return { verdict: status.status, reason: status.reason ?? message };
  }
  if (site.verdict.kind === 'flagged') {
    const finding = state.findings.find(({ key }) => key === site.key);
    return { verdict: 'flagged', reason: finding?.text.message ?? 'left for a person' };
  }
  return { verdict: site.verdict.kind, reason: site.verdict.reason };
}
