import type { FileView, SyntaxNode } from '@moult/plugin-api';
import type { Writer } from './facts/client.ts';
import { isWithin } from './facts/read-writer.ts';

/** How the client is written where a method was called on a writer; undefined where the writer's own name now holds the client. */
export function clientInPlaceOf(
  file: FileView,
  receiver: SyntaxNode,
  { form, owner }: Pick<Writer, 'form' | 'owner'>,
): string | undefined {
  switch (form.kind) {
    case 'replaced':
      return undefined;
    case 'entered': {
      const isTarget = receiver.kind === 'identifier' && receiver.text === form.target?.text;
      return isTarget && isWithin(receiver, form.statement) ? owner.text : undefined;
    }
    case 'folded':
      return besideTarget(file, receiver, form.target, owner);
  }
}

function besideTarget(file: FileView, receiver: SyntaxNode, target: SyntaxNode, owner: SyntaxNode): string | undefined {
  const holder = receiver.kind === 'attribute' ? receiver.field('object')?.text : undefined;
  if (target.kind === 'attribute') {
    const isTarget = receiver.field('attribute')?.text === target.field('attribute')?.text;
    return isTarget && holder !== undefined ? `${holder}.${owner.field('attribute')?.text}` : undefined;
  }
  if (receiver.kind === 'identifier') return file.uses(target).includes(receiver) ? owner.text : undefined;
  const isInClass = file.enclosingFunction(target) === undefined && file.enclosingClass(target) !== undefined;
  const isClassVariable = isInClass && receiver.field('attribute')?.text === target.text;
  return isClassVariable && holder !== undefined ? `${holder}.${owner.text}` : undefined;
}
