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
  /** True when a rule was stopped in the middle: what it was reading may be half made, so the pass has to begin anew without it. */
  readonly isStale: boolean;
}

/** What one plugin shares in one pass. */
export function openScope(use: PluginUse, service: ServiceView): PluginScope {
  const option = openOptions(use);
  return { service, option, facts: openFacts(service, option) };
}

/**
 * Asks the rules about the sites of all files, file by file and each file under one fence. A rule that crashes, returns what it may not or is
 * stopped has no say in that file; the others do. `banned` holds rules that failed before, as `failureKey` names them.
 */
export function proposeChanges(
  files: readonly FoundFile[],
  scopes: ReadonlyMap<string, PluginScope>,
  fence: Fence,
  banned: ReadonlySet<string>,
): Proposals {
  const proposals: Proposal[] = [];
  const failures: RuleFailure[] = [];
  for (const found of files) {
    const sites = found.sites.filter(({ entry }) => !banned.has(failureKey(entry, found.file.path)));
    const asked = askFile(found, sites, scopes, fence);
    failures.push(...asked.failures);
    if (asked.isStale) return { proposals, failures, isStale: true };
    proposals.push(...asked.proposals);
  }
  return { proposals, failures, isStale: false };
}

/** Names a rule in a file. */
export function failureKey(entry: Pick<RuleEntry, 'plugin' | 'rule'>, path: string): string {
  return `${entry.plugin.name}/${entry.rule.name} ${path}`;
}

function askFile(
  found: FoundFile,
  sites: readonly FoundSite[],
  scopes: ReadonlyMap<string, PluginScope>,
  fence: Fence,
): Proposals {
  // Every fence starts a thread that watches the time.
  if (sites.length === 0) return { proposals: [], failures: [], isStale: false };
  const failures = new Map<RuleEntry, RuleFailure>();
  const proposals: Proposal[] = [];
  let current: FoundSite | undefined;
  const fenced = fence(() => {
    for (const site of sites) {
      const scope = scopes.get(site.entry.plugin.name);
      if (scope === undefined || failures.has(site.entry)) continue;
      current = site;
      try {
        proposals.push(proposeSite(site, found.file, scope));
      } catch (error) {
        failures.set(site.entry, describeFailure(site, found.file.path, error));
      }
    }
  });
  if (fenced.kind !== 'returned' && current !== undefined) {
    const failure =
      fenced.kind === 'crashed'
        ? describeFailure(current, found.file.path, fenced.error)
        : describeTimeout(current, found.file.path, fenced.limit);
    return { proposals: [], failures: [failure], isStale: true };
  }
  return {
    proposals: proposals.filter(({ found: { entry } }) => !failures.has(entry)),
    failures: [...failures.values()],
    isStale: false,
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
      return { plugin: plugin.name, wishes: fenced.value };
    case 'crashed':
      return failed('crashed', messageOf(fenced.error));
    case 'timed-out':
      return failed('timed-out', `it did not end within ${fenced.limit} ms`);
  }
}
