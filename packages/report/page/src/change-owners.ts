import type { PageChange, ReviewData } from '@moult/report';
import { element, plural, prose } from './element.ts';
import type { Strikes } from './strikes.ts';

const MOST_FACTS = 12;

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
  const byExplanation = new Map<number, PageChange[]>();
  for (const number of numbers) {
    const change = data.changes[number];
    if (change !== undefined)
      byExplanation.set(change.explanation, [...(byExplanation.get(change.explanation) ?? []), change]);
  }
  const owners = [...byExplanation].map(([explanation, changes]) =>
    drawOwner(data, explanation, changes, { strikes, isTitled }),
  );
  return element('ul', { class: 'owners' }, ...owners);
}

/** A grade, as a word with a sign of its own. */
export function gradeChip(grade: string): HTMLElement {
  return element('span', { class: `chip grade-${grade}` }, grade);
}

function drawOwner(
  data: ReviewData,
  number: number,
  changes: readonly PageChange[],
  { strikes, isTitled }: { readonly strikes: Strikes | undefined; readonly isTitled: boolean },
): HTMLElement {
  const explanation = data.explanations[number];
  if (explanation === undefined) return element('li');
  const { plugin, rule, message, why, source } = explanation;
  const grades = [...new Set(changes.map(({ grade }) => grade))];
  const units = [...new Set(changes.filter(({ status }) => status === 'selected').map(({ unit }) => unit))];
  return element(
    'li',
    { class: 'owner strikable', 'data-units': units.join(' ') },
    element(
      'p',
      { class: 'owner-head' },
      ...grades.map(gradeChip),
      element('code', { class: 'rule' }, `${plugin}/${rule}`),
      !isTitled && element('span', { class: 'message' }, ...prose(message)),
    ),
    element(
      'p',
      { class: 'why' },
      element('span', { class: 'label' }, 'Why '),
      ...prose(sentence(why)),
      sourceLink(source),
    ),
    evidence(data, changes),
    strikes !== undefined && units.length > 0 && strikeBox(units, strikes, `${plugin}/${rule}: ${message}`),
  );
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
    others > 0 && element('span', { class: 'muted' }, ` takes ${plural(others, 'other change')} of its unit along`),
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
