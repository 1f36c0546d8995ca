import type { PageRow, PageTests, RunPageData } from '@moult/report';
import { copyText } from './copy-text.ts';
import { element, prose, thousands } from './element.ts';
import { type ServiceEntry, serviceFiles } from './service-list.ts';

const MOST_TESTS = 50;

/** Everything known of one service of a run, what needs a look first. */
export function rowDetail(data: RunPageData, row: PageRow, entry: ServiceEntry): HTMLElement {
  const findings = data.findings.filter(({ service }) => service === row.service).length;
  const files = serviceFiles(data, entry, undefined, 'h4');
  return element(
    'div',
    { class: 'detail' },
    findings > 0 &&
      element(
        'p',
        {},
        element('a', { href: '#work' }, `${thousands(findings)} work ${findings === 1 ? 'order' : 'orders'}`),
        ' for a person',
      ),
    row.tests !== undefined && part('Tests', ...testParts(row.tests)),
    row.checks.length > 0 && part('Checks', checkList(row)),
    row.migrations.length > 0 &&
      part(
        'Upgrades',
        element(
          'ul',
          {},
          ...row.migrations.map(({ plugin, outcome, counts }) =>
            element('li', {}, `${plugin}: ${outcome}${counts === '' ? '' : `, ${counts}`}`),
          ),
        ),
      ),
    row.rollback !== undefined && part('Taken back', element('p', {}, row.rollback)),
    row.adopted !== undefined && part('Edits taken over', element('p', {}, row.adopted)),
    row.commands.length > 0 && part('Commands', ...row.commands.map(commandLine)),
    row.artefacts.length > 0 &&
      part(
        'Logs',
        element(
          'ul',
          {},
          ...row.artefacts.map(([name, path]) => element('li', {}, `${name}: `, element('code', {}, path))),
        ),
      ),
    files.length > 0 && part('Diff', ...files),
  );
}

function part(title: string, ...children: readonly HTMLElement[]): HTMLElement {
  return element('div', { class: 'detail-part' }, element('h3', { class: 'part-title' }, title), ...children);
}

function testParts(tests: PageTests): readonly HTMLElement[] {
  const lists = tests.lists.map(([title, ids]) =>
    element(
      'div',
      {},
      element('p', { class: 'label' }, `${title} (${thousands(ids.length)})`),
      element(
        'ul',
        { class: 'test-ids' },
        ...ids.slice(0, MOST_TESTS).map((id) => element('li', {}, element('code', {}, id))),
        ids.length > MOST_TESTS && element('li', {}, `and ${thousands(ids.length - MOST_TESTS)} more`),
      ),
    ),
  );
  return [element('p', {}, ...prose(tests.reason)), ...lists];
}

function checkList({ checks }: PageRow): HTMLElement {
  const tones: Readonly<Record<string, string>> = { pass: 'good', fail: 'bad' };
  const ranks = ['fail', 'unverified', 'pass'];
  const sorted = [...checks].sort((a, b) => ranks.indexOf(a.verdict) - ranks.indexOf(b.verdict));
  return element(
    'ul',
    { class: 'checks' },
    ...sorted.map(({ check, level, verdict, evidence }) =>
      element(
        'li',
        {},
        element('span', { class: `chip chip-${tones[verdict] ?? 'wait'}` }, verdict),
        element('span', {}, `${check} `, element('span', { class: 'muted' }, level)),
        element('span', { class: 'muted' }, ...prose(evidence)),
      ),
    ),
  );
}

function commandLine([command, what]: readonly [string, string]): HTMLElement {
  const button = element('button', { type: 'button', class: 'button', 'aria-label': `Copy: ${command}` }, 'Copy');
  button.addEventListener('click', () => copyText(command, button));
  return element(
    'p',
    { class: 'command-line' },
    element('code', { class: 'command' }, command),
    button,
    element('span', { class: 'muted' }, what),
  );
}
