import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { isStored } from '../facts/same-value.ts';
import { isGuarded } from './is-guarded.ts';
import { isTest } from './is-test.ts';
import type { AnswerUse } from './read-answer.ts';
import { quote, type Reading, refuseReading } from './reading.ts';

/** Reads a use of a data frame: whether it is empty, how long it is, and its columns where it is not empty. */
export function readFrame(file: FileView, reading: Reading, { node, name }: AnswerUse): void {
  const { parent } = node;
  reading.oneTable ??= 'a data frame';
  reading.noEmptyTable ??= 'a data frame';
  if (name === undefined) return refuseReading(reading, node, 'its data frame is used where it is asked for; give it a name first');
  if (parent?.kind === 'attribute' && parent.field('attribute')?.text === 'empty' && !isStored(parent)) return;
  if (parent?.kind === 'comparison_operator' && isTest(node)) return;
  const isLength = parent?.kind === 'argument_list' && parent.parent?.field('function')?.text === 'len';
  if (isLength && parent.children.length === 1) return;
  const [key, ...more] = parent?.kind === 'subscript' && parent.field('value') === node ? parent.fields('subscript') : [];
  const column = key === undefined || more.length > 0 ? undefined : file.stringValue(key);
  if (parent === undefined || column === undefined || isStored(parent) || isDeleted(parent))
    return refuseReading(reading, node, `its data frame is used in ${quote(parent ?? node)}, and it has other columns then`);
  if (!name.isBoundOnce || !isGuarded(node, node.text, 'frame'))
    return refuseReading(reading, parent, `${quote(parent)} fails where there are no rows, and would not then; ask \`${node.text}.empty\` first`);
  reading.columns.add(column);
  reading.filled.add(column);
}

function isDeleted({ parent }: SyntaxNode): boolean {
  return parent?.kind === 'delete_statement';
}
