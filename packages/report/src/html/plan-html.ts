import type { PlanDocument, SiteColumns } from '@moult/engine';
import { type BeforeAfter, describeReview } from './describe-review.ts';
import { filterBar } from './filter-bar.ts';
import { type Markup, markup } from './markup.ts';
import type { PageTone, PlanPageData } from './page-data.ts';
import { type Masthead, pageFrame, plural, type SectionLink, section, thousands } from './page-frame.ts';
import { pageShell } from './page-shell.ts';

/** What a plan page needs besides the plan. */
export interface PlanHtmlOptions {
  /** By path, of every file that changes. */
  readonly texts: ReadonlyMap<string, BeforeAfter>;
  /** The plan file as the reviewer will name it in `moult apply`. */
  readonly planFile: string;
  /** Owner by name of the service, as the inventory has them. */
  readonly owners: ReadonlyMap<string, string>;
}

/** A plan as one HTML page for reviewers, complete in itself. The same plan gives the same bytes. */
export function planHtml(plan: PlanDocument, { texts, planFile, owners }: PlanHtmlOptions): string {
  const review = describeReview({ plans: [plan], texts, owners });
  const data: PlanPageData = { kind: 'plan', digest: plan.digest, planFile, ...review };
  const shapes = new Set(
    data.files.flatMap(({ hunks }) => hunks.flatMap(({ pieces }) => pieces.map(({ shape }) => shape))),
  );
  const links = sectionLinks(plan, data, shapes.size);
  const body = pageFrame(Object.values(links), masthead(plan), {
    sections: [
      ledgerSection(plan, links.ledger),
      filters(plan, data),
      ...listSections(links),
      appendix(plan, planFile, links.appendix),
    ],
    after: STRIKES,
  });
  return pageShell({ title: `Migration plan: ${verdictOf(plan)}`, body, data });
}

type SectionName = 'ledger' | 'changes' | 'services' | 'work' | 'unmade' | 'notes' | 'appendix';

function sectionLinks(
  plan: PlanDocument,
  data: PlanPageData,
  shapes: number,
): Readonly<Record<SectionName, SectionLink>> {
  return {
    ledger: { id: 'ledger', title: 'Ledger' },
    changes: { id: 'changes', title: 'Changes', count: shapes },
    services: { id: 'services', title: 'Services', count: plan.totals.servicesChanged },
    work: { id: 'work', title: 'Work orders', count: data.findings.length },
    unmade: {
      id: 'unmade',
      title: 'Not made',
      count: data.changes.filter(({ status }) => status !== 'selected').length,
    },
    notes: { id: 'notes', title: 'Noted', count: data.notes.length },
    appendix: { id: 'appendix', title: 'Appendix' },
  };
}

function masthead(plan: PlanDocument): Masthead {
  const { totals } = plan;
  return {
    kind: 'Migration plan',
    tone: toneOf(plan),
    verdict: verdictOf(plan),
    lede: ledeOf(plan),
    facts: [
      ['Plan digest', markup`<code>${plan.digest}</code>`],
      ['Selected', plan.run.grade === 'safe' ? 'grade safe' : `grades safe and ${plan.run.grade}`],
      ['Moult', plan.run.version],
    ],
    figures: [
      {
        value: thousands(totals.servicesChanged),
        label: 'services change',
        detail: `of ${thousands(totals.services)} looked at`,
        href: '#services',
      },
      {
        value: thousands(totals.files.changed + totals.files.manifestsChanged),
        label: 'files change',
        detail: `${thousands(totals.files.changed)} Python, ${thousands(totals.files.manifestsChanged)} other`,
        href: '#services',
      },
      {
        value: thousands(totals.selected.safe + totals.selected.review + totals.selected.manual),
        label: 'changes',
        detail: `${thousands(totals.selected.safe)} safe, ${thousands(totals.selected.review)} to review`,
        href: '#changes',
      },
      {
        value: thousands(totals.findings - totals.notes),
        label: 'left for a person',
        detail: 'with what to do',
        href: '#work',
      },
      {
        value: thousands(totals.conflicts + totals.failures),
        label: 'conflicts and errors',
        detail: `${thousands(totals.residueUnexplained)} unexplained residue`,
        href: '#notes',
      },
    ],
  };
}

function verdictOf({ totals }: PlanDocument): string {
  if (totals.servicesChanged === 0) return 'Nothing to change';
  return `${thousands(totals.servicesChanged)} of ${plural(totals.services, 'service')} change`;
}

function toneOf({ totals }: PlanDocument): PageTone {
  if (totals.failures + totals.conflicts + totals.residueUnexplained + totals.sites.refused > 0) return 'bad';
  return totals.findings > totals.notes ? 'wait' : 'good';
}

function ledeOf({ totals }: PlanDocument): string {
  const { sites } = totals;
  const trouble = [
    [totals.conflicts, 'conflict'],
    [totals.failures, 'failing rule'],
    [sites.refused, 'refused change'],
    [totals.residueUnexplained, 'unexplained residue'],
  ] as const;
  const found = trouble.filter(([count]) => count > 0).map(([count, word]) => plural(count, word));
  const left = totals.findings - totals.notes;
  const people =
    left === 0
      ? 'Nothing is left for a person'
      : `${plural(left, 'place')} ${left === 1 ? 'is' : 'are'} left for a person`;
  return (
    `Of ${plural(sites.found, 'place')} that were looked at, ${thousands(sites.changed)} change and ${thousands(sites.unaffected)} are right as they are. ` +
    `${people}; ${found.length === 0 ? 'no conflict, no error, nothing unexplained' : found.join(', ')}.`
  );
}

const COLUMNS: readonly (readonly [keyof SiteColumns, string])[] = [
  ['found', 'Places'],
  ['changed', 'Changed'],
  ['offered', 'Offered'],
  ['suppressed', 'Suppressed'],
  ['conflicting', 'Conflict'],
  ['refused', 'Refused'],
  ['left', 'For a person'],
  ['unsupported', 'Unsupported'],
  ['unaffected', 'Right as is'],
];

function ledgerSection(plan: PlanDocument, link: SectionLink): Markup {
  const titles = new Map(plan.run.plugins.map(({ name, title }) => [name, title]));
  const rows = [
    ...plan.totals.plugins.map((columns) => ({ name: columns.plugin, title: titles.get(columns.plugin), columns })),
    { name: 'All', title: undefined, columns: plan.totals.sites },
  ];
  const { files } = plan.totals;
  const body = markup`<div class="table-box" tabindex="0" role="region" aria-label="Ledger by plugin"><table class="ledger">
<thead><tr><th scope="col">Plugin</th>${COLUMNS.map(([, title]) => markup`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${rows.map(ledgerRow)}</tbody></table></div>
<p class="small">${`${plural(files.found, 'Python file')}: ${thousands(files.parsed)} parsed, ${thousands(files.notRelevant)} not relevant, ${thousands(files.skipped)} skipped. ${checksLine(plan)}`}</p>`;
  return section(link, 'Every place that was looked at ends in exactly one column.', body);
}

function ledgerRow(row: {
  readonly name: string;
  readonly title: string | undefined;
  readonly columns: SiteColumns;
}): Markup {
  const title =
    row.title === undefined || row.title === row.name ? undefined : markup` <span class="muted">${row.title}</span>`;
  return markup`<tr${row.name === 'All' ? markup` class="sum"` : undefined}><th scope="row">${row.name}${title}</th>${COLUMNS.map(
    ([key]) =>
      row.columns[key] === 0
        ? markup`<td class="number zero">0</td>`
        : markup`<td class="number">${thousands(row.columns[key])}</td>`,
  )}</tr>`;
}

function checksLine(plan: PlanDocument): string {
  const changed = plan.files.filter((file) => file.status === 'changed' && file.kind === 'python');
  const compiled = changed.filter((file) => file.checks?.compile === 'ok').length;
  const python = plan.run.versions['python'];
  if (changed.length === 0) return '';
  if (python === undefined) return 'Every changed Python file parses; the Python compiler was not asked.';
  return `${thousands(compiled)} of ${thousands(changed.length)} changed Python files compile before and after under Python ${python}.`;
}

function filters(plan: PlanDocument, data: PlanPageData): Markup {
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();
  return filterBar([
    { kind: 'text', name: 'service', label: 'Service', values: data.services.map(({ name }) => name) },
    { kind: 'choice', name: 'plugin', label: 'Plugin', values: plan.run.plugins.map(({ name }) => name) },
    { kind: 'choice', name: 'grade', label: 'Grade', values: distinct(data.changes.map(({ grade }) => grade)) },
    { kind: 'choice', name: 'status', label: 'Status', values: distinct(data.changes.map(({ status }) => status)) },
    { kind: 'text', name: 'text', label: 'Text' },
  ]);
}

function listSections(links: Readonly<Record<SectionName, SectionLink>>): readonly Markup[] {
  const list = (name: SectionName): Markup => markup`<div id="${name}-list" class="list"></div>`;
  return [
    section(
      links.changes,
      'The same lines by the same rules are one entry, wherever they are. Rare ones come first: they deserve the closest look.',
      list('changes'),
    ),
    section(links.services, 'Everything that changes, service by service.', list('services')),
    section(
      links.work,
      'What is left for a person, by owner and service. The ticks stay on this page only.',
      list('work'),
    ),
    section(links.unmade, 'Changes that Moult knows how to make and does not, each with the reason.', list('unmade')),
    section(
      links.notes,
      'Conflicts, failing rules, old names that stay, ignore comments and skipped files.',
      list('notes'),
    ),
  ];
}

function appendix(plan: PlanDocument, planFile: string, link: SectionLink): Markup {
  const versions = Object.entries(plan.run.versions).map(([name, version]) => `${name} ${version}`);
  const settings = plan.run.plugins.map(
    ({ name, upgrade, options }) =>
      markup`<tr><th scope="row">${name}</th><td>${`${upgrade.from} → ${upgrade.to} ${upgrade.version}`}</td><td>${Object.entries(
        options,
      )
        .map(([option, value]) => `${option}: ${String(value)}`)
        .join(', ')}</td></tr>`,
  );
  const body = markup`<div class="table-box" tabindex="0" role="region" aria-label="Plugins and options"><table><thead><tr><th scope="col">Plugin, in merge order</th><th scope="col">Upgrade</th><th scope="col">Options</th></tr></thead><tbody>${settings}</tbody></table></div>
<dl class="facts">
<div><dt>Read with</dt><dd>${[`Moult ${plan.run.version}`, ...versions].join(', ')}</dd></div>
${Object.entries(plan.run.digests).map(([name, digest]) => markup`<div><dt>${`Digest of ${name}`}</dt><dd><code>${digest}</code></dd></div>`)}
<div><dt>Plan digest</dt><dd><code>${plan.digest}</code></dd></div>
</dl>
<p>To get this plan as a file, and to write exactly what it holds: <code class="command">moult plan -o ${planFile}</code> and <code class="command">moult apply ${planFile}</code>. Apply refuses when a file has moved since, and the same input gives the same digest on every machine.</p>`;
  return section(link, '', body);
}

const STRIKES = markup`<aside id="strikes" class="strikes" aria-label="Struck out" hidden>
<p id="strikes-summary" role="status"></p>
<div class="strikes-command"><code id="strikes-command" tabindex="0"></code></div>
<div class="strikes-tools"><button type="button" id="strikes-copy" class="button">Copy command</button> <button type="button" id="strikes-clear" class="quiet-button">Take all back in</button></div>
</aside>`;
