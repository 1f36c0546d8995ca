import type { PageChange, ReviewData } from '@moult/report';
import { element, plural, prose } from './element.ts';
import type { Strikes } from './strikes.ts';

const MOST_FACTS = 12;

/** The changes of some lines that have the same rule and the same reason. */
interface Owner {
  readonly name: string;
  readonly why: string;
  readonly source: string | undefined;
  readonly messages: readonly string[];
  readonly changes: readonly PageChange[];
  /** Units of those that are selected. */
  readonly units: readonly number[];
}

/**
 * Who is answerable for some lines: for each rule what it does, why, on what evidence, and a box to strike it out. `isTitled` when a
 * heading says what it does already.
 */
export function changeOwners(
  data: ReviewData,
  numbers: readonly number[],
  strikes: Strikes | undefined,
  isTitled = false,
): HTMLElement {
  const owners = groupOwners(data, numbers);
  const units = new Set(owners.map((owner) => owner.units.join(' ')));
  // Owners that stand and fall together share one box.
  const isShared = owners.length > 1 && units.size === 1;
  const own = isShared ? undefined : strikes;
  return element(
    'ul',
    { class: 'owners' },
    ...owners.map((owner) => drawOwner(data, owner, { strikes: own, isTitled })),
    isShared && strikes !== undefined && element('li', {}, strikeOwner(owners[0], strikes)),
  );
}

function groupOwners(data: ReviewData, numbers: readonly number[]): readonly Owner[] {
  const groups = new Map<string, PageChange[]>();
  for (const number of numbers) {
    const change = data.changes[number];
    const explanation = data.explanations[change?.explanation ?? -1];
    if (change === undefined || explanation === undefined) continue;
    const key = JSON.stringify({ ...explanation, message: '' });
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map((changes) => {
    const explanations = changes.flatMap(({ explanation }) => data.explanations[explanation] ?? []);
    const { plugin = '', rule = '', why = '', source } = explanations[0] ?? {};
    return {
      name: `${plugin}/${rule}`,
      why,
      source,
      messages: [...new Set(explanations.map(({ message }) => message))],
      changes,
      units: [...new Set(changes.filter(({ status }) => status === 'selected').map(({ unit }) => unit))],
    };
  });
}

/** A grade, as a word with a sign of its own. */
export function gradeChip(grade: string): HTMLElement {
  return element('span', { class: `chip grade-${grade}` }, grade);
}

function drawOwner(
  data: ReviewData,
  owner: Owner,
  { strikes, isTitled }: { readonly strikes: Strikes | undefined; readonly isTitled: boolean },
): HTMLElement {
  const { name, why, source, messages, changes, units } = owner;
  const grades = [...new Set(changes.map(({ grade }) => grade))];
  const [only] = messages;
  return element(
    'li',
    { class: 'owner strikable', 'data-units': units.join(' ') },
    element(
      'p',
      { class: 'owner-head' },
      ...grades.map(gradeChip),
      element('code', { class: 'rule' }, name),
      !isTitled && messages.length === 1 && element('span', { class: 'message' }, ...prose(only ?? '')),
    ),
    messages.length > 1 &&
      element('ul', { class: 'messages' }, ...messages.map((message) => element('li', {}, ...prose(message)))),
    element(
      'p',
      { class: 'why' },
      element('span', { class: 'label' }, 'Why '),
      ...prose(sentence(why)),
      sourceLink(source),
    ),
    evidence(data, changes),
    strikes !== undefined && strikeOwner(owner, strikes),
  );
}

function strikeOwner(owner: Owner | undefined, strikes: Strikes): HTMLElement | undefined {
  if (owner === undefined || owner.units.length === 0) return undefined;
  return strikeBox(owner.units, strikes, `${owner.name}: ${owner.messages[0] ?? ''}`);
}

/** A box that strikes units out. */
export function strikeBox(units: readonly number[], strikes: Strikes, what: string, label = 'Strike out'): HTMLElement {
  const size = units.reduce((sum, unit) => sum + strikes.sizeOf(unit), 0);
  const others = size - units.length;
  const box = element('input', {
    type: 'checkbox',
    'data-units': units.join(' '),
    onchange: () => strikes.strike(units, box.checked),
  });
  return element(
    'label',
    { class: 'strike' },
    box,
    element('span', {}, label, element('span', { class: 'visually-hidden' }, ` ${what}`)),
    others > 0 &&
      element(
        'span',
        { class: 'muted' },
        `with ${plural(others, 'other')} of ${units.length === 1 ? 'its unit' : 'their units'}`,
      ),
  );
}

function evidence(data: ReviewData, changes: readonly PageChange[]): HTMLElement | undefined {
  const lowered = changes.find(({ ownGrade }) => ownGrade !== undefined);
  const facts = [...new Set(changes.flatMap((change) => change.facts))].flatMap((fact) => data.facts[fact] ?? []);
  const first =
    lowered === undefined ? [] : [`${lowered.ownGrade} by itself; graded ${lowered.grade} because its unit is`];
  const all = [...first, ...facts];
  if (all.length === 0) return undefined;
  return element(
    'details',
    { class: 'evidence' },
    element('summary', {}, plural(all.length, 'fact'), ' behind it'),
    element(
      'ul',
      {},
      ...all.slice(0, MOST_FACTS).map((fact) => element('li', {}, ...prose(fact))),
      all.length > MOST_FACTS &&
        element('li', { class: 'muted' }, `and ${all.length - MOST_FACTS} more of this kind, in the plan file`),
    ),
  );
}

function sourceLink(source: string | undefined): HTMLElement | undefined {
  if (source === undefined) return undefined;
  if (!/^https:\/\//.test(source)) return element('span', { class: 'muted' }, ` (${source})`);
  return element(
    'span',
    {},
    ' ',
    element('a', { href: source, rel: 'noreferrer noopener', target: '_blank' }, 'Source'),
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
