import type { RunResults } from '@moult/fleet';
import { type BeforeAfter, describeReview } from './describe-review.ts';
import { type CommandsOf, commandsForService, describeRow, embeddedPlan, toneOfState } from './describe-run.ts';
import { filterBar } from './filter-bar.ts';
import { type Markup, markup } from './markup.ts';
import type { PageService, RunPageData } from './page-data.ts';
import { type Masthead, pageFrame, plural, type SectionLink, section, thousands } from './page-frame.ts';
import { pageShell } from './page-shell.ts';
import { phaseTimeline } from './run-phases.ts';
import { testSummary, verdictTables } from './run-verdicts.ts';
import { spanText, timeText } from './time-text.ts';

/** What a run page needs besides the results. */
export interface RunHtmlOptions {
  /** By path: changed files before and after, where they are kept. A file without them is listed without a diff. */
  readonly texts?: ReadonlyMap<string, BeforeAfter>;
  /** Commands to offer for a service; by default those to take it back, to accept it and to adopt edits. */
  readonly commandsOf?: CommandsOf;
}

/** The results of a run as one HTML page for reviewers, complete in itself. Plans embedded in the services give the diffs. */
export function runHtml(results: RunResults, options: RunHtmlOptions = {}): string {
  const { texts = new Map(), commandsOf = commandsForService } = options;
  const plans = results.services.flatMap((service) => embeddedPlan(service) ?? []);
  const services = results.services.map(describeService);
  const review = describeReview({ plans, texts, services, owners: new Map() });
  const rows = results.services.map((service, number) => describeRow(results, service, number, commandsOf));
  const data: RunPageData = { kind: 'run', runId: results.runId, rows, ...review };
  const links = sectionLinks(data);
  const body = pageFrame(Object.values(links), masthead(results), {
    band: safetyBand(results),
    sections: [
      section(
        links.verdicts,
        'What could not be looked at is unverified, which is never a pass.',
        verdictTables(results),
      ),
      section(links.phases, 'Each phase may fail a number of times; one more stops it.', phaseTimeline(results)),
      section(links.tests, 'Every test by its id, before the change and after.', testSummary(results)),
      filters(results, data),
      section(
        links.services,
        'One row for each service; open it for its diff, checks, tests and commands.',
        SERVICE_TABLE,
      ),
      ...listSections(links),
      appendix(results, links.appendix),
    ],
  });
  return pageShell({ title: `Run ${results.runId}: ${verdictOf(results)}`, body, data });
}

function describeService({ name, path, owner }: RunResults['services'][number]): PageService {
  return { name, path, ...(owner === null ? {} : { owner }) };
}

type SectionName = 'verdicts' | 'phases' | 'tests' | 'services' | 'work' | 'changes' | 'unmade' | 'notes' | 'appendix';

function sectionLinks(data: RunPageData): Readonly<Record<SectionName, SectionLink>> {
  return {
    verdicts: { id: 'verdicts', title: 'Verdicts' },
    phases: { id: 'phases', title: 'Phases' },
    tests: { id: 'tests', title: 'Tests' },
    services: { id: 'services', title: 'Services', count: data.rows.length },
    work: { id: 'work', title: 'Work orders', count: data.findings.length },
    changes: { id: 'changes', title: 'Changes' },
    unmade: {
      id: 'unmade',
      title: 'Not made',
      count: data.changes.filter(({ status }) => status !== 'selected').length,
    },
    notes: { id: 'notes', title: 'Noted', count: data.notes.length },
    appendix: { id: 'appendix', title: 'Appendix' },
  };
}

const VERDICTS: Readonly<Record<string, string>> = {
  planned: 'Planned, not started',
  running: 'Still running',
  'waiting-for-approval': 'Waiting for an approval',
  paused: 'Paused',
  aborting: 'Stopping',
  'rolling-back': 'Being taken back',
  succeeded: 'Everything succeeded',
  'succeeded-with-skips': 'Done, with services left out',
  failed: 'The run failed',
  aborted: 'The run was stopped',
  'rolled-back': 'The run was taken back',
  'needs-human': 'Needs a person',
};

function verdictOf({ outcome }: RunResults): string {
  return VERDICTS[outcome] ?? outcome;
}

function masthead(results: RunResults): Masthead {
  const { all } = results.counts;
  const passed = results.criteria.filter(({ verdict }) => verdict === 'pass').length;
  const failed = results.criteria.filter(({ verdict }) => verdict === 'fail').length;
  const tests = results.metrics.find(({ name }) => name === 'tests-as-before');
  const approvers = [
    ...new Set(
      results.checkpoints.flatMap(({ answers }) =>
        answers.filter(({ decision }) => decision === 'approve').map(({ by }) => by),
      ),
    ),
  ];
  return {
    kind: `Run ${results.runId}${results.policy.dryRun ? ', dry: nothing was written' : ''}`,
    tone: toneOfState(results.outcome),
    verdict: verdictOf(results),
    lede: `${sentence(results.reason)}${thousands(all.good)} of ${plural(all.total, 'service')} done, ${thousands(all.failed)} failed, ${thousands(all.waiting)} waiting for a person.`,
    facts: [
      ['Started by', `${results.user} on ${results.host}`],
      ['When', timesOf(results)],
      ['Approved by', approvers.length === 0 ? 'nobody' : approvers.join(', ')],
      ['Exit code', String(results.exitCode)],
      ['Plan digest', markup`<code>${results.plan.digest}</code>`],
    ],
    figures: [
      { value: thousands(all.good), label: 'services done', detail: `of ${thousands(all.total)}`, href: '#services' },
      {
        value: thousands(all.failed),
        label: 'failed',
        detail: `${thousands(all.other)} not worked on`,
        href: '#services',
      },
      { value: thousands(all.waiting), label: 'wait for a person', detail: 'held, or with work orders', href: '#work' },
      {
        value: tests?.value.replace(/ \(.*$/, '') ?? '–',
        label: 'services test as before',
        detail: tests?.verdict ?? 'not measured',
        href: '#tests',
      },
      {
        value: `${passed} of ${results.criteria.length}`,
        label: 'final criteria pass',
        detail: `${failed} fail, ${results.criteria.length - passed - failed} unverified`,
        href: '#verdicts',
      },
    ],
  };
}

function sentence(text: string): string {
  if (text === '') return '';
  return /[.!?]$/.test(text) ? `${text} ` : `${text}. `;
}

function timesOf({ startedAt, endedAt, durationMs }: RunResults): string {
  const span = durationMs === null ? '' : `, ${spanText(Math.round(durationMs / 1000))}`;
  return endedAt === null ? `${timeText(startedAt)}, not ended` : `${timeText(startedAt)}${span}`;
}

function safetyBand({ safety, incidents }: RunResults): Markup | undefined {
  if (safety.length + incidents.length === 0) return undefined;
  return markup`<aside class="band" aria-label="Safety"><p class="band-title"><span aria-hidden="true">!</span> This run gave up guarantees, or saw incidents</p><ul>${[...safety, ...incidents].map((text) => markup`<li>${text}</li>`)}</ul></aside>`;
}

function filters(results: RunResults, data: RunPageData): Markup {
  const distinct = (values: readonly string[]): readonly string[] =>
    [...new Set(values.filter((value) => value !== ''))].sort();
  return filterBar([
    { kind: 'text', name: 'service', label: 'Service', values: data.services.map(({ name }) => name) },
    { kind: 'choice', name: 'outcome', label: 'State', values: distinct(data.rows.map(({ state }) => state)) },
    { kind: 'choice', name: 'owner', label: 'Owner', values: distinct(data.services.map(({ owner = '' }) => owner)) },
    { kind: 'choice', name: 'phase', label: 'Phase', values: distinct(results.services.map(({ phase }) => phase)) },
    { kind: 'choice', name: 'plugin', label: 'Plugin', values: distinct(results.plan.plugins.map(({ name }) => name)) },
    { kind: 'choice', name: 'grade', label: 'Grade', values: distinct(data.changes.map(({ grade }) => grade)) },
    { kind: 'text', name: 'text', label: 'Text' },
  ]);
}

const SERVICE_TABLE = markup`<div id="services-list" class="list rows-list"></div>`;

function listSections(links: Readonly<Record<SectionName, SectionLink>>): readonly Markup[] {
  const list = (name: SectionName): Markup => markup`<div id="${name}-list" class="list"></div>`;
  return [
    section(
      links.work,
      'What is left for a person, by owner and service. The ticks stay on this page only.',
      list('work'),
    ),
    section(
      links.changes,
      'The same lines by the same rules are one entry, wherever they are. Rare ones come first: they deserve the closest look.',
      list('changes'),
    ),
    section(links.unmade, 'Changes that Moult knows how to make and did not, each with the reason.', list('unmade')),
    section(
      links.notes,
      'Conflicts, failing rules, old names that stay, ignore comments and skipped files.',
      list('notes'),
    ),
  ];
}

function appendix(results: RunResults, link: SectionLink): Markup {
  const { environment, integrity, plan, engine, policy } = results;
  const fact = (name: string, value: string): Markup => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const tools = Object.entries(environment.tools).map(([name, version]) => `${name} ${version}`);
  const settings = Object.entries(policy).map(([name, value]) =>
    fact(name, typeof value === 'string' ? value : (JSON.stringify(value) ?? 'none')),
  );
  const body = markup`<dl class="facts">
${fact('Made with', [`${engine.name} ${engine.version}`, `orchestrator ${results.orchestrator}`, ...plan.plugins.map(({ name, version }) => `${name} ${version}`)].join(', '))}
${fact('Tools', tools.length === 0 ? 'none recorded' : tools.join(', '))}
${fact('Variables handed on, by name', environment.variables.length === 0 ? 'none' : environment.variables.join(', '))}
</dl>
<h3>Policy</h3>
<dl class="facts">${settings}</dl>
<h3>How to verify</h3>
<dl class="facts"><div><dt>Journal</dt><dd>${plural(integrity.journalRecords, 'record')}, last checksum <code>${integrity.journalChecksum}</code></dd></div></dl>
<p><code class="command">moult status ${results.runId}</code> reads the journal again, checks its chain of checksums and prints the last one. <code class="command">moult undo ${results.runId}</code> takes the whole run back and refuses files that were edited since.</p>`;
  return section(link, '', body);
}
