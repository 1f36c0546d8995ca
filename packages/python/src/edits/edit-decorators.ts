import type { ClassView, DecoratorsEdit, FunctionView, PyFragment, SyntaxNode } from '@moult/plugin-api';
import { lineStartOf, nextLineStartOf } from '@moult/text';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { Draft } from './draft.ts';
import { checkReadable, type EditScope, layExpression, placeAt } from './edit-scope.ts';
import { layFragment, lineIndentAt } from './lay-fragment.ts';
import { readFragment } from './read-fragment.ts';
import { refuseEdit } from './refuse-edit.ts';
import { rewriteRange } from './rewrite-range.ts';
import { commentsIn } from './tokens.ts';
import { asTreeNode, codeChildren } from './tree-places.ts';

/** The edits of the decorators of one definition. */
export function editDecorators(scope: EditScope, view: FunctionView | ClassView): DecoratorsEdit {
  const definition = asTreeNode(view.node);
  checkReadable(nameOf(definition));
  const edit: DecoratorsEdit = {
    add(fragment, position = 'outermost') {
      const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent : definition;
      addDecorator(scope, fragment, position === 'outermost' ? outer.start : definition.start);
      return edit;
    },
    replace(decorator, fragment) {
      replaceDecorator(scope, decoratorOf(decorator), fragment);
      return edit;
    },
    remove(decorator) {
      removeDecorator(scope.draft, decoratorOf(decorator));
      return edit;
    },
  };
  return edit;
}

/** Puts another expression behind the `@`. */
export function replaceDecorator(scope: EditScope, decorator: TreeNode, fragment: PyFragment): void {
  const expression = expressionOf(decorator);
  checkReadable(expression);
  rewriteRange(scope.draft, expression, layExpression(scope, fragment, expression), expression);
}

/** Takes out the lines of a decorator; its comments stay. */
export function removeDecorator(draft: Draft, decorator: TreeNode): void {
  const { text } = draft.tree;
  const expression = expressionOf(decorator);
  const start = lineStartOf(text, decorator.start);
  const end = nextLineStartOf(text, expression.end);
  const indent = lineIndentAt(draft.tree, decorator.start);
  const comments = commentsIn(draft.tree, start, end).map(
    (comment) => `${indent}${comment.text}${draft.newline(decorator.start)}`,
  );
  draft.replace({ start, end }, [comments.join('')]);
}

function addDecorator(scope: EditScope, fragment: PyFragment, offset: number): void {
  const read = readFragment(fragment, 'expression', scope.owner);
  const write = (indent: string): string => {
    const pieces = layFragment(read, placeAt(scope, offset, indent));
    return scope.draft.write([`${indent}@`, ...pieces]);
  };
  scope.draft.indents.addBefore(offset, write, true);
}

function decoratorOf(node: SyntaxNode): TreeNode {
  const given = asTreeNode(node);
  if (given.kind === 'decorator') return given;
  if (given.parent?.kind === 'decorator') return given.parent;
  return refuseEdit(given, `\`${given.text}\` is not a decorator`);
}

function expressionOf(decorator: TreeNode): TreeNode {
  return codeChildren(decorator)[0] ?? refuseEdit(decorator, 'The decorator has no expression');
}

function nameOf(definition: TreeNode): TreeNode {
  return definition.field('name') ?? definition;
}
