import {
  insertion,
  lineEndOf,
  lineStartOf,
  newlineOf,
  nextLineStartOf,
  removal,
  type TextEdit,
  type TextRange,
} from '@moult/text';
import type { RequirementList, WrittenRequirement } from '../manifest.ts';

/** The edits that take a requirement out of its list with its comma, its own comment and, where it has one, its own line. */
export function removeFromList(text: string, requirement: WrittenRequirement): readonly TextEdit[] | undefined {
  const { list, element } = requirement;
  if (requirement.syntax.kind === 'keyed' && requirement.syntax.isSpread) return undefined;
  if (list.kind === 'lines') return [removal(lineToRemove(text, element))];
  const index = list.elements.findIndex((candidate) => candidate.start === element.start);
  const next = list.elements[index + 1];
  const previous = list.elements[index - 1];
  if (list.kind === 'words' && next === undefined && previous === undefined) return undefined;
  const own = ownLines(text, requirement);
  if (own !== undefined) {
    const comma = next === undefined ? danglingComma(text, list, requirement, previous) : tupleComma(text, list, next);
    return [removal(own), ...comma];
  }
  if (next !== undefined) return [removal({ start: element.start, end: next.start }), ...tupleComma(text, list, next)];
  if (previous !== undefined)
    return [
      removal({ start: keepsComma(text, list) ? afterComma(text, previous.end) : previous.end, end: element.end }),
    ];
  return [
    removal(
      isBlankWithout(text, list, element)
        ? insideBrackets(list)
        : { start: element.start, end: afterComma(text, element.end) },
    ),
  ];
}

/** The edits that put `element` behind another element of its list, in the layout of the list. */
export function insertAfter(
  text: string,
  list: RequirementList,
  anchor: TextRange,
  element: string,
): readonly TextEdit[] {
  if (list.kind === 'words') return [insertion(anchor.end, ` ${element}`)];
  const newline = newlineOf(text, anchor.start);
  if (list.kind === 'lines') return [insertLine(text, anchor, element, newline)];
  const isOwnLine = isFirstOnLine(text, anchor.start);
  if (list.kind === 'table' && !isInline(text, list))
    return [insertion(lineEndOf(text, anchor.end), `${newline}${indentAt(text, anchor.start)}${element}`)];
  if (!isOwnLine) return [insertion(anchor.end, `, ${element}`)];
  const comma = afterComma(text, anchor.end);
  const line = `${newline}${indentAt(text, anchor.start)}${element}`;
  const lineEnd = lineEndOf(text, comma);
  const isAloneAfter = /^[ \t]*(#.*)?$/.test(text.slice(comma, lineEnd));
  if (comma > anchor.end) return isAloneAfter ? [insertion(lineEnd, `${line},`)] : [insertion(comma, ` ${element},`)];
  return isAloneAfter
    ? [insertion(anchor.end, ','), insertion(lineEnd, line)]
    : [insertion(anchor.end, `, ${element}`)];
}

/** The edits that put `element` before the first element of its list. */
export function insertBefore(
  text: string,
  list: RequirementList,
  anchor: TextRange,
  element: string,
): readonly TextEdit[] {
  const newline = newlineOf(text, anchor.start);
  if (list.kind === 'words') return [insertion(anchor.start, `${element} `)];
  if (list.kind === 'lines') return [insertion(anchor.start, `${element}${newline}`)];
  const isBlock = list.kind === 'table' && !isInline(text, list);
  const separator = isFirstOnLine(text, anchor.start) ? `${newline}${indentAt(text, anchor.start)}` : ' ';
  return [insertion(anchor.start, `${element}${isBlock ? '' : ','}${separator}`)];
}

function insertLine(text: string, anchor: TextRange, line: string, newline: string): TextEdit {
  const hasLineEnd = /[\r\n]$/.test(text.slice(anchor.start, anchor.end));
  return hasLineEnd ? insertion(anchor.end, `${line}${newline}`) : insertion(anchor.end, `${newline}${line}`);
}

/**
 * A line goes with its line end; the last line of a file without one takes the line end before it along, so that none is left at the
 * end. A value behind its key takes the blanks before it along.
 */
function lineToRemove(text: string, element: TextRange): TextRange {
  if (!isFirstOnLine(text, element.start)) {
    const blanks = /[ \t]*$/.exec(text.slice(0, element.start))?.[0].length ?? 0;
    return { start: element.start - blanks, end: element.end };
  }
  const endsFile = element.end === text.length && !/[\r\n]$/.test(text);
  if (!endsFile || element.start === 0) return element;
  return { start: lineEndOf(text, lineStartOf(text, element.start) - 1), end: element.end };
}

function isBlankWithout(text: string, list: RequirementList, element: TextRange): boolean {
  const inside = insideBrackets(list);
  return (
    /^[ \t]*$/.test(text.slice(inside.start, element.start)) &&
    /^[ \t]*,?[ \t]*$/.test(text.slice(element.end, inside.end))
  );
}

function insideBrackets(list: RequirementList): TextRange {
  return { start: list.range.start + 1, end: list.range.end - 1 };
}

/** The lines of an element that shares them with nothing but its comma and its comment. */
function ownLines(text: string, requirement: WrittenRequirement): TextRange | undefined {
  const { element, comment } = requirement;
  const end = nextLineStartOf(text, comment?.end ?? afterComma(text, element.end));
  const rest = text.slice(afterComma(text, element.end), lineEndOf(text, element.end));
  if (!isFirstOnLine(text, element.start) || !/^[ \t]*(#.*)?$/.test(rest)) return undefined;
  return { start: lineStartOf(text, element.start), end };
}

/** Takes the comma before the last element, where the list does not end its last element with one. */
function danglingComma(
  text: string,
  list: RequirementList,
  requirement: WrittenRequirement,
  previous: TextRange | undefined,
): readonly TextEdit[] {
  if (
    previous === undefined ||
    list.kind === 'words' ||
    keepsComma(text, list) ||
    afterComma(text, requirement.element.end) > requirement.element.end
  )
    return [];
  const end = afterComma(text, previous.end);
  return end === previous.end ? [] : [removal({ start: end - 1, end })];
}

/** The comma that the one element left of a tuple needs behind it. */
function tupleComma(text: string, list: RequirementList, left: TextRange): readonly TextEdit[] {
  return keepsComma(text, list) && afterComma(text, left.end) === left.end ? [insertion(left.end, ',')] : [];
}

/** A tuple of one element needs its comma. */
function keepsComma(text: string, list: RequirementList): boolean {
  return text[list.range.start] === '(' && list.elements.length === 2;
}

function afterComma(text: string, offset: number): number {
  return offset + (/^\s*,/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
}

function isInline(text: string, list: RequirementList): boolean {
  return text[list.range.start] === '{';
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStartOf(text, offset), offset).trim() === '';
}

function indentAt(text: string, offset: number): string {
  return text.slice(lineStartOf(text, offset), offset);
}
