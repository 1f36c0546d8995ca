import { isMoultError } from '@moult/errors';
import type { ServiceView } from '@moult/plugin-api';
import type { RuleEntry } from '../find/finder-index.ts';
import type { FoundFile, FoundSite } from '../find/found-site.ts';
import type { PluginUse } from '../rewrite/rewrite-input.ts';
import { BadReturn } from './bad-return.ts';
import type { Fence } from './fence.ts';
import type { ManifestWishes, Proposal, RuleFailure } from './proposal.ts';
import { type PluginScope, proposeSite } from './propose-site.ts';
import { openFacts } from './read-facts.ts';
import { openOptions } from './read-option.ts';

/** What the rules say about the sites of a pass. */
export interface Proposals {
  readonly proposals: readonly Proposal[];
  readonly failures: readonly RuleFailure[];
  /**
   * True when the rules were stopped in the middle: what they were reading may be half made, so the pass has to begin anew. Without a failure it
   * is not known in which file they were stopped, and they have to be asked about each apart.
   */
  readonly isStale: boolean;
}

/** How rules are asked. */
export interface Asking {
  readonly fence: Fence;
  /** Rules that failed before, as `failureKey` names them. */
  readonly banned: ReadonlySet<string>;
  /** Whether every file has a fence of its own; otherwise files share one as long as that goes well. */
  readonly isApart: boolean;
}

/** What one plugin shares in one pass. */
export function openScope(use: PluginUse, service: ServiceView): PluginScope {
  const option = openOptions(use);
  return { service, option, facts: openFacts(service, option) };
}

/**
 * Asks the rules about the sites of all files. The rules of a file run under one time limit. A rule that crashes, returns what it may not or is
 * stopped has no say in that file; the others do.
 */
export function proposeChanges(
  files: readonly FoundFile[],
  scopes: ReadonlyMap<string, PluginScope>,
  { fence, banned, isApart }: Asking,
): Proposals {
  const proposals: Proposal[] = [];
  const failures: RuleFailure[] = [];
  const asked = files
    .map(({ file, sites }) => ({
      file,
      sites: sites.filter(({ entry }) => !banned.has(failureKey(entry, file.path))),
    }))
    .filter(({ sites }) => sites.length > 0);
  for (const group of groupFiles(asked, isApart)) {
    const answer = askGroup(group, scopes, fence);
    failures.push(...answer.failures);
    if (answer.isStale) return { proposals, failures, isStale: true };
    proposals.push(...answer.proposals);
  }
  return { proposals, failures, isStale: false };
}

type AskedFile = Pick<FoundFile, 'file' | 'sites'>;

/** Sites that share a fence. Every fence starts a thread that watches the time, which costs as much as asking about a dozen sites. */
const GROUP_SIZE = 200;

function groupFiles(files: readonly AskedFile[], isApart: boolean): readonly (readonly AskedFile[])[] {
  if (isApart) return files.map((file) => [file]);
  const groups: AskedFile[][] = [];
  let size = GROUP_SIZE;
  for (const file of files) {
    if (size >= GROUP_SIZE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(file);
    size += file.sites.length;
  }
  return groups;
}

/** Names a rule in a file. */
export function failureKey(entry: Pick<RuleEntry, 'plugin' | 'rule'>, path: string): string {
  return `${entry.plugin.name}/${entry.rule.name} ${path}`;
}

function askGroup(group: readonly AskedFile[], scopes: ReadonlyMap<string, PluginScope>, fence: Fence): Proposals {
  const failures: RuleFailure[] = [];
  const proposals: Proposal[] = [];
  const current: CurrentSite = { site: undefined };
  const fenced = fence(() => {
    for (const asked of group) {
      const answer = askFile(asked, scopes, current);
      failures.push(...answer.failures);
      proposals.push(...answer.proposals);
    }
  });
  if (fenced.kind === 'returned') return { proposals, failures, isStale: false };
  const [only, more] = group;
  const { site } = current;
  if (site === undefined || only === undefined || more !== undefined) {
    return { proposals: [], failures: [], isStale: true };
  }
  const failure =
    fenced.kind === 'crashed'
      ? describeFailure(site, only.file.path, fenced.error)
      : describeTimeout(site, only.file.path, fenced.limit);
  return { proposals: [], failures: [failure], isStale: true };
}

/** The site a rule is being asked about. */
interface CurrentSite {
  site: FoundSite | undefined;
}

function askFile(
  { file, sites }: AskedFile,
  scopes: ReadonlyMap<string, PluginScope>,
  current: CurrentSite,
): Pick<Proposals, 'proposals' | 'failures'> {
  const failures = new Map<RuleEntry, RuleFailure>();
  const proposals: Proposal[] = [];
  for (const site of sites) {
    const scope = scopes.get(site.entry.plugin.name);
    if (scope === undefined || failures.has(site.entry)) continue;
    current.site = site;
    try {
      proposals.push(proposeSite(site, file, scope));
    } catch (error) {
      failures.set(site.entry, describeFailure(site, file.path, error));
    }
  }
  return {
    proposals: failures.size === 0 ? proposals : proposals.filter(({ found: { entry } }) => !failures.has(entry)),
    failures: [...failures.values()],
  };
}

function describeFailure({ entry, node }: FoundSite, path: string, error: unknown): RuleFailure {
  const kind = error instanceof BadReturn ? 'bad-return' : 'crashed';
  return { plugin: entry.plugin.name, rule: entry.rule.name, path, line: node.line, kind, message: messageOf(error) };
}

function describeTimeout({ entry, node }: FoundSite, path: string, limit: number): RuleFailure {
  const message = `it did not end within ${limit} ms`;
  return { plugin: entry.plugin.name, rule: entry.rule.name, path, line: node.line, kind: 'timed-out', message };
}

/** The words of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  if (isMoultError(error)) return error.hint === undefined ? error.message : `${error.message}. ${error.hint}`;
  const text = isErrorLike(error) ? `${error.name}: ${error.message}` : `threw ${String(error)}`;
  return text.split('\n', 1)[0] ?? text;
}

/** An error of another realm is no `Error` of this one. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && 'name' in error;
}

/** Asks a plugin for its manifest wishes. */
export function proposeWishes(
  use: PluginUse,
  scope: PluginScope,
  fence: Fence,
): ManifestWishes | { readonly failure: RuleFailure } {
  const { plugin } = use;
  const fenced = fence(() => plugin.manifest?.(scope) ?? []);
  const failed = (kind: RuleFailure['kind'], message: string) => ({
    failure: { plugin: plugin.name, rule: 'manifest', path: scope.service.path, line: 1, kind, message },
  });
  switch (fenced.kind) {
    case 'returned':
      if (!Array.isArray(fenced.value)) return failed('bad-return', '`manifest` returned no list of manifest changes');
      return {
        plugin: plugin.name,
        wishes: fenced.value.filter((wish) => wish.kind !== 'report-line'),
        reports: fenced.value.filter((wish) => wish.kind === 'report-line'),
      };
    case 'crashed':
      return failed('crashed', messageOf(fenced.error));
    case 'timed-out':
      return failed('timed-out', `it did not end within ${fenced.limit} ms`);
  }
}
