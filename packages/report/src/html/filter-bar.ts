import { type Markup, markup } from './markup.ts';

/** One choice of the filter bar: a list of values, or a text to type. */
export type FilterField =
  | { readonly kind: 'choice'; readonly name: string; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: 'text'; readonly name: string; readonly label: string; readonly values?: readonly string[] };

/** The filters of a page. The script reads them by their names. */
export function filterBar(fields: readonly FilterField[]): Markup {
  return markup`<form id="filters" class="filters" role="search" aria-label="Filter this page">
${fields.map(fieldMarkup)}
<div class="filter-end"><button type="reset" class="quiet-button">Clear</button></div>
<p class="filter-result" role="status" id="filter-result"></p>
</form>`;
}

function fieldMarkup(field: FilterField): Markup {
  const id = `filter-${field.name}`;
  if (field.kind === 'choice') {
    return markup`<div class="field"><label for="${id}">${field.label}</label><select id="${id}" name="${field.name}"><option value="">All</option>${field.values.map((value) => markup`<option>${value}</option>`)}</select></div>`;
  }
  const list =
    field.values === undefined
      ? undefined
      : markup`<datalist id="${id}-list">${field.values.map((value) => markup`<option value="${value}"></option>`)}</datalist>`;
  return markup`<div class="field field-text"><label for="${id}">${field.label}</label><input id="${id}" name="${field.name}" type="search" autocomplete="off" spellcheck="false" list="${id}-list">${list}</div>`;
}
