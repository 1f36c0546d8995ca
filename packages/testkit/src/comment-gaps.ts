import { parseSource } from '@moult/python';

/** A sign that no fixture has in a comment. */
const MARK = '# gap';

/** The text with a comment behind every line where Python takes one, each with a number, and how many there are. */
export function withCommentsInGaps(
  text: string,
): { readonly text: string; readonly comments: readonly string[] } | undefined {
  if (text.includes('\r')) return undefined;
  const strings = parseSource(text).nodes('string');
  const comments: string[] = [];
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const end = offset + line.length;
    offset = end + 1;
    const isInString = strings.some((node) => node.start < end && node.end > end);
    if (isInString || line.trim() === '' || line.includes('#') || line.endsWith('\\')) return line;
    const comment = `${MARK} ${comments.length}`;
    comments.push(comment);
    return `${line}  ${comment}`;
  });
  return comments.length === 0 ? undefined : { text: lines.join('\n'), comments };
}
