import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isStored } from '../facts/same-value.ts';
import { isGuarded } from './is-guarded.ts';
import { isTest } from './is-test.ts';
import type { AnswerUse } from './read-answer.ts';
import { quote, type Reading, refuseReading } from './reading.ts';

/** Reads a use of a data frame: whether it is empty, how long it is, and its columns where it is not empty. */
export function readFrame(file: FileView, reading: Reading, { node, name }: AnswerUse): undefined {
  reading.oneTable ??= 'a data frame';
  reading.noEmptyTable ??= 'a data frame';
  if (name === undefined)
    return refuseReading(reading, node, 'its data frame is used where it is asked for; give it a name first');
  if (isQuestion(node)) return undefined;
  const { parent } = node;
  const column = parent === undefined ? undefined : columnOf(file, parent, node);
  if (parent === undefined || column === undefined)
    return refuseReading(
      reading,
      node,
      `its data frame is used in ${quote(parent ?? node)}, and it has other columns then`,
    );
  if (!name.isBoundOnce || !isGuarded(node, node.text, 'frame'))
    return refuseReading(
      reading,
      parent,
      `${quote(parent)} fails where there are no rows, and would not then; ask \`${node.text}.empty\` first`,
    );
  reading.columns.add(column);
  reading.filled.add(column);
}

/** `frame.empty`, `len(frame)`, `frame is None`. */
function isQuestion(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'attribute') return parent.field('attribute')?.text === 'empty' && !isStored(parent);
  if (parent?.kind === 'comparison_operator') return isTest(node);
  const isLength = parent?.kind === 'argument_list' && parent.parent?.field('function')?.text === 'len';
  return isLength && parent.children.length === 1;
}

/** The column of `frame["x"]` where it is read. */
function columnOf(file: FileView, item: SyntaxNode, frame: SyntaxNode): string | undefined {
  const isRead = item.kind === 'subscript' && item.field('value') === frame && !isStored(item) && !isDeleted(item);
  const [key, ...more] = isRead ? item.fields('subscript') : [];
  return key === undefined || more.length > 0 ? undefined : file.stringValue(key);
}

function isDeleted({ parent }: SyntaxNode): boolean {
  return parent?.kind === 'delete_statement';
}
