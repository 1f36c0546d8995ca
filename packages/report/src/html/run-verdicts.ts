import type { RunResults } from '@moult/fleet';
import { type Markup, type MarkupPart, markup, prose } from './markup.ts';
import { plural, thousands } from './page-frame.ts';
import { chipOf } from './run-phases.ts';

/** The success metrics and the final criteria, each as pass, fail or unverified with its evidence. */
export function verdictTables({ metrics, criteria, checks }: RunResults): Markup {
  return markup`<div class="verdict-grid">
${box(
  'Success metrics',
  ['Metric', 'Target', 'Value', 'Verdict'],
  metrics.map(({ title, target, value, verdict, evidence }) => [
    markup`${title}<span class="muted">${prose(evidence)}</span>`,
    nowrap(target),
    nowrap(value),
    chip(verdict),
  ]),
)}
${box(
  'Final criteria',
  ['No.', 'Criterion', 'Verdict'],
  criteria.map(({ number, title, verdict, evidence }) => [
    String(number),
    markup`${title}<span class="muted">${prose(evidence)}</span>`,
    chip(verdict),
  ]),
)}
${
  checks.length === 0
    ? undefined
    : box(
        'Checks of the whole run',
        ['Check', 'Verdict'],
        checks.map(({ check, verdict, evidence }) => [
          markup`${check}<span class="muted">${prose(evidence)}</span>`,
          chip(verdict),
        ]),
      )
}
</div>`;
}

/** Tests of the whole run: how many went which way, and the services where they did not stay as they were. */
export function testSummary({ services }: RunResults): Markup {
  const sums = new Map<string, number>();
  for (const { tests } of services) {
    for (const [change, count] of Object.entries(tests?.counts ?? {}))
      sums.set(change, (sums.get(change) ?? 0) + count);
  }
  const told = [...sums].filter(([, count]) => count > 0);
  const odd = services.filter(
    ({ tests }) =>
      tests !== null &&
      tests.verdict !== 'unverified' &&
      (tests.verdict !== 'pass' || tests.fixed.length + tests.flaky.length > 0),
  );
  const untested = services.filter(({ tests, changed }) => tests === null && changed).length;
  const counts =
    told.length === 0
      ? markup`<p class="nothing">No tests were compared.</p>`
      : markup`<ul class="test-counts">${told.map(([change, count]) => markup`<li><span class="figure-value">${thousands(count)}</span> ${TEST_WORDS[change] ?? change}</li>`)}</ul>`;
  const list = odd
    .slice(0, MOST_ODD)
    .map(({ name, tests }) => [
      name,
      chip(tests?.verdict ?? ''),
      markup`${tests?.reason}${ids('Newly failing', tests?.newFailures)}${ids('Disappeared', tests?.disappeared)}${ids('Flaky', tests?.flaky)}${ids('Fixed', tests?.fixed)}`,
    ]);
  const more =
    odd.length > MOST_ODD
      ? markup`<p class="small">${`and ${thousands(odd.length - MOST_ODD)} more; their rows in the table of services have them.`}</p>`
      : undefined;
  const note =
    untested === 0
      ? undefined
      : markup`<p class="small">${`${plural(untested, 'changed service')} ${untested === 1 ? 'has' : 'have'} no test comparison.`}</p>`;
  return markup`${counts}${odd.length === 0 ? undefined : box('Where tests did not stay as they were', ['Service', 'Verdict', 'Tests'], list)}${more}${untestedList(services)}${note}`;
}

/** Services whose tests say nothing, by the reason. */
function untestedList(services: RunResults['services']): Markup | undefined {
  const names = new Map<string, string[]>();
  for (const { name, tests } of services) {
    if (tests?.verdict !== 'unverified') continue;
    names.set(tests.reason, [...(names.get(tests.reason) ?? []), name]);
  }
  if (names.size === 0) return undefined;
  const rows = [...names].map(([reason, all]) => {
    const more = all.length > MOST_IDS ? ` and ${thousands(all.length - MOST_IDS)} more` : '';
    return [
      markup`${prose(reason)}`,
      nowrap(plural(all.length, 'service')),
      `${all.slice(0, MOST_IDS).join(', ')}${more}`,
    ];
  });
  return box('Unverified', ['Reason', 'How many', 'Services'], rows);
}

const MOST_ODD = 200;
const MOST_IDS = 20;

const TEST_WORDS: Readonly<Record<string, string>> = {
  'same-pass': 'pass as before',
  'same-fail': 'fail as before',
  'same-skip': 'are skipped as before',
  'NEW-FAIL': 'newly fail',
  'NEW-ERROR': 'newly break',
  DISAPPEARED: 'disappeared',
  'new-test': 'are new',
};

function ids(title: string, tests: readonly string[] = []): Markup | undefined {
  if (tests.length === 0) return undefined;
  const more =
    tests.length > MOST_IDS ? markup`<li>${`and ${thousands(tests.length - MOST_IDS)} more`}</li>` : undefined;
  return markup`<p class="label">${title}</p><ul class="test-ids">${tests.slice(0, MOST_IDS).map((id) => markup`<li><code>${id}</code></li>`)}${more}</ul>`;
}

function chip(verdict: string): Markup {
  return markup`<span class="chip chip-${chipOf(verdict)}">${verdict}</span>`;
}

/** A short value that stays on one line; its share comes below it. */
function nowrap(value: string): Markup {
  const [main = '', share] = value.split(/ \((?=\d+ %\)$)/);
  return markup`<span class="nowrap">${main}</span>${share === undefined ? undefined : markup`<span class="muted">${share.slice(0, -1)}</span>`}`;
}

function box(title: string, heads: readonly string[], rows: readonly (readonly MarkupPart[])[]): Markup {
  const head = heads.map((name) => markup`<th scope="col">${name}</th>`);
  const body = rows.map(
    (cells) => markup`<tr>${cells.map((cell, i) => markup`<td data-title="${heads[i]}">${cell}</td>`)}</tr>`,
  );
  return markup`<div><h3>${title}</h3><div class="table-box" tabindex="0" role="region" aria-label="${title}"><table class="stacking"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></div>`;
}
