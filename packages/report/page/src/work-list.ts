import type { PageFinding, ReviewData } from '@moult/report';
import { byId, element, plural, prose, thousands } from './element.ts';
import { asksForChanges, type Filter, isAsked, wantsService, wantsText } from './filters.ts';
import { LazyList } from './lazy-list.ts';

/** The places of one service that are left for a person. */
interface WorkGroup {
  readonly service: number;
  readonly findings: readonly PageFinding[];
  /** The owner, on the first service of each. */
  readonly heading: string | undefined;
}

/** Work orders: a checklist by owner and service. */
export class WorkList {
  readonly #data: ReviewData;
  readonly #done = new Set<string>();
  readonly list: LazyList<WorkGroup>;

  constructor(data: ReviewData) {
    this.#data = data;
    this.list = new LazyList(byId('work-list'), (group) => this.#draw(group));
  }

  show(filter: Filter): number {
    const wanted = asksForChanges(filter) ? [] : this.#data.findings.filter((finding) => this.#wants(filter, finding));
    const nothing =
      this.#data.findings.length === 0 ? 'Nothing is left for a person.' : 'No work order fits the filters.';
    this.list.show(this.#group(wanted), nothing);
    return wanted.length;
  }

  #wants(filter: Filter, finding: PageFinding): boolean {
    const { path, message, why, todo, plugin, rule, suggestion } = finding;
    return (
      wantsService(filter, this.#data, finding.service) &&
      isAsked(filter.plugin, plugin) &&
      wantsText(filter, [path, message, why, todo, `${plugin}/${rule}`, suggestion])
    );
  }

  #group(findings: readonly PageFinding[]): readonly WorkGroup[] {
    const groups = new Map<number, PageFinding[]>();
    for (const finding of findings) groups.set(finding.service, [...(groups.get(finding.service) ?? []), finding]);
    const ownerOf = (service: number): string => this.#data.services[service]?.owner ?? '';
    const sorted = [...groups].sort(([a], [b]) => compareOwners(ownerOf(a), ownerOf(b)) || a - b);
    return sorted.map(([service, group], index) => {
      const before = sorted[index - 1];
      const owner = ownerOf(service);
      const isFirst = before === undefined || ownerOf(before[0]) !== owner;
      return { service, findings: group, heading: isFirst ? owner : undefined };
    });
  }

  #draw({ service, findings, heading }: WorkGroup): HTMLElement {
    const { name = '' } = this.#data.services[service] ?? {};
    const entry = element(
      'article',
      { class: 'entry', tabindex: -1 },
      element(
        'header',
        { class: 'entry-head' },
        element('h4', {}, name === '.' ? 'The repository itself' : name),
        element('p', { class: 'times' }, plural(findings.length, 'place')),
      ),
      element('ol', { class: 'orders' }, ...findings.map((finding) => this.#order(finding))),
    );
    if (heading === undefined) return entry;
    const title = heading === '' ? 'No owner named' : `Owner: ${heading}`;
    return element('div', { class: 'owner-group' }, element('h3', {}, title), entry);
  }

  #order(finding: PageFinding): HTMLElement {
    const key = `${finding.service} ${finding.id}`;
    const box = element('input', {
      type: 'checkbox',
      checked: this.#done.has(key),
      onchange: () => {
        if (box.checked) this.#done.add(key);
        else this.#done.delete(key);
      },
    });
    return element(
      'li',
      { class: 'order' },
      element('label', { class: 'order-head' }, box, element('span', {}, ...prose(finding.todo))),
      element(
        'p',
        { class: 'order-place' },
        element('code', {}, `${finding.path}:${thousands(finding.line)}`),
        element('code', { class: 'rule' }, `${finding.plugin}/${finding.rule}`),
      ),
      element('p', {}, ...prose(`${finding.message}.`)),
      finding.why !== finding.message &&
        element('p', { class: 'why' }, element('span', { class: 'label' }, 'Why '), ...prose(`${finding.why}.`)),
      finding.suggestion !== undefined && suggestion(finding.suggestion),
    );
  }
}

function suggestion(code: string): HTMLElement {
  return element(
    'figure',
    { class: 'suggestion' },
    element('figcaption', { class: 'label' }, 'Suggested'),
    element('pre', {}, element('code', {}, code)),
  );
}

/** By name; places without an owner come last. */
function compareOwners(a: string, b: string): number {
  return Number(a === '') - Number(b === '') || a.localeCompare(b, 'en');
}
