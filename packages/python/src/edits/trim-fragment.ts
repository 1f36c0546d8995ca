import type { FlatFragment } from './fragment-holes.ts';

/** Takes off what surrounds the fragment, and the indentation its lines share, so that it can be indented where it goes. */
export function trimFragment(flat: FlatFragment): FlatFragment {
  const cuts: (readonly [number, number])[] = [];
  const lead = /^\s*/.exec(flat.text)?.[0].length ?? 0;
  const tail = flat.text.trimEnd().length;
  if (tail <= lead) return { text: '', holes: [] };
  const margin = marginOf(flat.text.slice(0, tail), lead);
  cuts.push([0, lead]);
  for (const match of flat.text.slice(0, tail).matchAll(/\n[ \t]*/g)) {
    if (match.index > lead) cuts.push([match.index + 1, match.index + 1 + Math.min(margin, match[0].length - 1)]);
  }
  cuts.push([tail, flat.text.length]);
  const moved = (offset: number): number =>
    offset - cuts.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, offset) - from), 0);
  let text = '';
  let position = 0;
  for (const [from, to] of cuts) {
    text += flat.text.slice(position, from);
    position = to;
  }
  return { text, holes: flat.holes.map((hole) => ({ ...hole, start: moved(hole.start), end: moved(hole.end) })) };
}

/**
 * Blanks to take off every line. Those of the first line count when it has a line of its own; else a body below it is one step further in
 * than the statement it belongs to.
 */
function marginOf(text: string, lead: number): number {
  if (ONE_STRING.test(text.slice(lead))) return 0;
  const rest = [...text.slice(lead).matchAll(/\n([ \t]*)(?=[^\s])/g)].map((match) => (match[1] ?? '').length);
  const least = Math.min(...rest);
  if (rest.length === 0) return 0;
  if (text.slice(0, lead).includes('\n')) return Math.min(lead - text.lastIndexOf('\n', lead - 1) - 1, least);
  const opensBody = /^[^\n]*:[ \t]*\n/.test(text.slice(lead)) && rest[0] === least;
  return opensBody ? Math.max(0, least - STEP) : least;
}

/** A string over several lines, whose blanks have a meaning. */
const ONE_STRING = /^[a-z]{0,2}("""|''')(?:\\[\s\S]|(?!\1)[^\\])*\1$/i;

const STEP = 4;
