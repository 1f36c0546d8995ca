import type { ArgumentsEdit, PyFragment } from '@moult/plugin-api';
import { pySource } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ArgumentWishes } from './argument-wishes.ts';
import { type Argument, findArgument, readArguments } from './call-arguments.ts';
import { checkReadable, type EditScope, layExpression, placeAt } from './edit-scope.ts';
import { layFragment } from './lay-fragment.ts';
import { joinPieces, type Piece } from './piece.ts';
import { placeArguments } from './place-arguments.ts';
import { PRECEDENCE } from './precedence.ts';
import { readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { fitReplacementField } from './replacement-field.ts';

/** Edits of one call that have begun. */
export interface OpenArguments {
  readonly edit: ArgumentsEdit;
  readonly wishes: ArgumentWishes;
}

/** The edits of the arguments of one call, and what is wished for them. The text is written when all wishes are known. */
export function editArguments(scope: EditScope, callNode: TreeNode): OpenArguments {
  const wishes = readWishes(callNode);
  const { call, all } = wishes;
  const edit: ArgumentsEdit = {
    add(keyword, value) {
      checkNewKeyword(wishes, keyword);
      wishes.added.push({ keyword, pieces: joinPieces([`${keyword}=`], layArgument(scope, value, wishes, 'keyword')) });
      return edit;
    },
    insertPositional(index, value) {
      wishes.inserted.push({ index, pieces: layArgument(scope, value, wishes, 'positional') });
      return edit;
    },
    renameKeyword(from, to) {
      const argument = findArgument(all, from, call);
      checkNewKeyword(wishes, to);
      if (argument.nameNode !== undefined) scope.draft.replace(argument.nameNode, [to]);
      wishes.named.set(argument, to);
      return edit;
    },
    nameKeyword(index, keyword) {
      checkNewKeyword(wishes, keyword);
      wishes.named.set(findArgument(all, index, call), keyword);
      return edit;
    },
    remove(which) {
      wishes.removed.add(findArgument(all, which, call));
      return edit;
    },
    replaceValue(which, value) {
      const { value: node } = findArgument(all, which, call);
      scope.draft.replace(node, layExpression(scope, value, node));
      return edit;
    },
  };
  scope.draft.atEnd(() => placeArguments(scope, wishes));
  return { edit, wishes };
}

function readWishes(call: TreeNode): ArgumentWishes {
  checkReadable(call);
  const list = call.field('arguments');
  if (list === undefined) return refuseEdit(call, 'The call has no arguments that can be read');
  const all: readonly Argument[] =
    list.kind === 'generator_expression'
      ? [{ kind: 'positional', name: undefined, nameNode: undefined, value: list, node: list }]
      : readArguments(list);
  return { call, list, all, removed: new Set(), named: new Map(), added: [], inserted: [] };
}

/** The text of a new argument; a looser expression than an argument may be gets parentheses. */
function layArgument(
  scope: EditScope,
  value: PyFragment,
  { call }: ArgumentWishes,
  kind: 'keyword' | 'positional',
): readonly Piece[] {
  const read = readFragment(value, 'expression', scope.owner);
  const pieces = layFragment(read, placeAt(scope, call.start));
  const least = kind === 'keyword' ? PRECEDENCE.lambda : PRECEDENCE.named;
  return fitReplacementField(call, read.precedence < least ? ['(', ...pieces, ')'] : pieces);
}

function checkNewKeyword({ all, added, named, removed, call }: ArgumentWishes, keyword: string): void {
  if (!/^[^\W\d][\w]*$/u.test(keyword)) readFragment(pySource(`f(${keyword}=0)`), 'expression', 'a keyword');
  const isTaken =
    added.some((one) => one.keyword === keyword) ||
    [...named.values()].includes(keyword) ||
    all.some((one) => one.name === keyword && !removed.has(one) && !named.has(one));
  if (isTaken) refuseEdit(call, `The call already has a keyword argument \`${keyword}\``);
}
