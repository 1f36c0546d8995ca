import { isMoultError } from '@moult/errors';
import type { FactsReader, FindingText, Grade, OptionReader, ServiceView, SyntaxNode } from '@moult/plugin-api';
import { lowerGrade } from '@moult/plugin-api';
import { createEdit, type DraftChange, isEditRefusal, TreeNode } from '@moult/python';
import type { FoundSite, ParsedFile } from '../find/found-site.ts';
import type { Lowering } from '../rewrite/candidate.ts';
import { BadReturn } from './bad-return.ts';
import { lowerByEngine } from './lower-by-engine.ts';
import type { Proposal, ProposedFinding, ProposedHold } from './proposal.ts';

/** What the rules of one plugin share in one pass. */
export interface PluginScope {
  readonly service: ServiceView;
  readonly option: OptionReader;
  readonly facts: FactsReader;
}

/** Asks a rule about one site. Whatever the plugin's code throws goes to the caller. */
export function proposeSite(found: FoundSite, file: ParsedFile, scope: PluginScope): Proposal {
  const { rule } = found.entry;
  if (rule.fix === undefined) return judge(found, file, { ...NOTHING, findings: ruleFinding(found, rule.finding) });
  const collected = collect(found);
  const opened = createEdit({ file: file.view, site: found.site, owner: ownerName(found), pending: file.pending });
  try {
    const returned: unknown = rule.fix({
      site: found.site,
      edit: opened.edit,
      file: file.view,
      ...scope,
      ...collected.context,
    });
    if (isPromise(returned)) throw new BadReturn('it returned a promise; rules are synchronous');
    return judge(found, file, { ...collected.read(), draft: opened.collect() });
  } catch (error) {
    const reason = reasonToRefuse(error, file);
    if (reason === undefined) throw error;
    return judge(found, file, { ...collected.read(), draft: undefined, unsupported: reason });
  }
}

function ownerName({ entry }: FoundSite): string {
  return `${entry.plugin.name}/${entry.rule.name}`;
}

/** Why an edit is not possible here, where that is no fault of the rule: what it takes from the file may be damaged. */
function reasonToRefuse(error: unknown, { tree }: ParsedFile): string | undefined {
  if (isEditRefusal(error)) return error.message;
  const isDamaged = isMoultError(error, 'E-FRAGMENT') && tree.errors.length > 0;
  return isDamaged ? 'the grammar could not read all of the code that the change would take along' : undefined;
}

type Said = Pick<Proposal, 'draft' | 'findings' | 'leave' | 'unsupported' | 'holds'>;

const NOTHING: Said = { draft: undefined, findings: [], leave: undefined, unsupported: undefined, holds: [] };

function ruleFinding({ node }: FoundSite, finding: FindingText | undefined): readonly ProposedFinding[] {
  return finding === undefined ? [] : [{ node, finding }];
}

function collect({ node: fallback }: FoundSite) {
  const findings: ProposedFinding[] = [];
  const holds: ProposedHold[] = [];
  let leave: string | undefined;
  let unsupported: string | undefined;
  return {
    context: {
      flag: (node: SyntaxNode, finding: FindingText): void => {
        findings.push({ node: node instanceof TreeNode ? node : fallback, finding });
      },
      leave: (reason: string): void => {
        leave = reason;
      },
      unsupported: (reason: string): void => {
        unsupported = reason;
      },
      hold: (unit: string, reason: string): void => {
        holds.push({ unit, reason });
      },
    },
    read: (): Omit<Said, 'draft'> => ({ findings, leave, unsupported, holds }),
  };
}

function judge(found: FoundSite, file: ParsedFile, said: Said): Proposal {
  const { rule } = found.entry;
  const isRejected = said.leave !== undefined || said.unsupported !== undefined;
  const draft = !isRejected && said.draft !== undefined && asksForSomething(said.draft) ? said.draft : undefined;
  const lowered: readonly Lowering[] =
    draft === undefined ? [] : [...draft.lowered, ...lowerByEngine(found, draft, file.tree)];
  const grade = lowered.reduce<Grade>((lowest, { to }) => lowerGrade(lowest, to), rule.grade);
  const evidence = [...siteEvidence(found), ...(draft?.evidence ?? [])];
  return {
    found,
    ...said,
    draft,
    grade,
    lowered: lowered.filter(({ to }) => lowerGrade(rule.grade, to) !== rule.grade),
    evidence,
  };
}

function asksForSomething(draft: DraftChange): boolean {
  return draft.edits.length > 0 || draft.intents.length > 0 || draft.needs.length > 0;
}

function siteEvidence({ site }: FoundSite): Proposal['evidence'] {
  return 'resolution' in site ? site.resolution.candidates.flatMap(({ evidence }) => evidence) : [];
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
