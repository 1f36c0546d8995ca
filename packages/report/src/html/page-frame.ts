import { type Markup, markup } from './markup.ts';
import type { PageTone } from './page-data.ts';

/** A place on the page that the navigation leads to. */
export interface SectionLink {
  readonly id: string;
  readonly title: string;
  readonly count?: number;
}

/** What stands at the top of a page. */
export interface Masthead {
  readonly kind: string;
  readonly tone: PageTone;
  readonly verdict: string;
  readonly lede: string;
  /** Names and values in small print: digest, people, times. */
  readonly facts: readonly (readonly [string, string | Markup])[];
  readonly figures: readonly Figure[];
}

/** One large number with what it counts. */
export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
}

/** The frame of every page: skip link, navigation, masthead, sections and the places that the script fills. */
export function pageFrame(sections: readonly SectionLink[], masthead: Masthead, content: MarkupContent): Markup {
  return markup`<a class="skip" href="#main">Skip to the content</a>
<header class="topbar">
<p class="brand">Moult</p>
<nav aria-label="Sections"><ul>${sections.map(navItem)}</ul></nav>
<div class="topbar-tools"><button type="button" id="theme" class="quiet-button" aria-label="Colours: as the system"><span aria-hidden="true">◐</span> <span class="button-text">System</span></button>
<button type="button" id="help" class="quiet-button" aria-haspopup="dialog"><span aria-hidden="true">?</span> <span class="button-text">Keys</span></button></div>
</header>
<main id="main" tabindex="-1">
${content.band}
${mastheadMarkup(masthead)}
<noscript><p class="notice">The tables and diffs of this page are drawn by a script inside it. Allow scripts for this file; it makes no request to anywhere.</p></noscript>
${content.sections}
</main>
${content.after}
${HELP}`;
}

export interface MarkupContent {
  /** Warnings that come before everything else. */
  readonly band?: Markup | undefined;
  readonly sections: readonly Markup[];
  readonly after?: Markup;
}

/** A section with a heading; `body` comes below it. */
export function section(link: SectionLink, intro: string, body: Markup): Markup {
  const count = link.count === undefined ? undefined : markup` <span class="count">${thousands(link.count)}</span>`;
  return markup`<section id="${link.id}" aria-labelledby="${link.id}-title">
<h2 id="${link.id}-title">${link.title}${count}</h2>
${intro === '' ? undefined : markup`<p class="intro">${intro}</p>`}
<div class="section-body">${body}</div>
</section>`;
}

/** A number as people read it: 12 345. */
export function thousands(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

/** `1 service`, `2 services`. */
export function plural(count: number, word: string): string {
  return `${thousands(count)} ${word}${count === 1 ? '' : 's'}`;
}

function navItem({ id, title, count }: SectionLink): Markup {
  return markup`<li><a class="nav-link" href="#${id}">${title}${count === undefined ? undefined : markup` <span class="count">${thousands(count)}</span>`}</a></li>`;
}

const SIGNS: Readonly<Record<PageTone, string>> = { good: '✓', bad: '✕', wait: '!', quiet: '·' };

function mastheadMarkup({ kind, tone, verdict, lede, facts, figures }: Masthead): Markup {
  return markup`<div class="masthead tone-${tone}">
<p class="eyebrow">${kind}</p>
<h1><span class="verdict-sign" aria-hidden="true">${SIGNS[tone]}</span> ${verdict}</h1>
<p class="lede">${lede}</p>
<ul class="figures">${figures.map(figureMarkup)}</ul>
<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</div>`;
}

function figureMarkup({ value, label, detail, href }: Figure): Markup {
  return markup`<li><a class="figure" href="${href}"><span class="figure-value">${value}</span> <span class="figure-label">${label}</span> <span class="figure-detail">${detail}</span></a></li>`;
}

const HELP = markup`<dialog id="help-dialog" aria-labelledby="help-title">
<h2 id="help-title">Keys</h2>
<dl class="keys">
<div><dt><kbd>Tab</kbd></dt><dd>to the next control; <kbd>Enter</kbd> or <kbd>Space</kbd> opens and ticks</dd></div>
<div><dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>inside a list: the next and the previous entry</dd></div>
<div><dt><kbd>o</kbd></dt><dd>on an entry: open or close it</dd></div>
<div><dt><kbd>x</kbd></dt><dd>on a change: strike it out, or take it back in</dd></div>
<div><dt><kbd>c</kbd></dt><dd>to the command for what is struck out</dd></div>
<div><dt><kbd>Esc</kbd></dt><dd>closes this</dd></div>
</dl>
<form method="dialog"><button class="button">Close</button></form>
</dialog>`;
