import type { Edit, SyntaxNode } from '@moult/plugin-api';
import { applyEdits, findOverlap, type TextEdit } from '@moult/text';
import { isCodePragma } from '../../src/edits/code-pragma.ts';
import { createEdit } from '../../src/edits/create-edit.ts';
import type { DraftChange } from '../../src/edits/draft-change.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import type { SyntaxTree } from '../../src/syntax/syntax-tree.ts';
import type { TreeNode } from '../../src/syntax/tree-node.ts';
import { type Definitions, viewDefinitions } from '../../src/views/definition-views.ts';

/** What a test edits: the tree, its definitions, and nodes found by the text they have. */
export interface Subject {
  readonly tree: SyntaxTree;
  readonly definitions: Definitions;
  /** The first node of a kind, or the first whose text begins with `text`. */
  node(kind: string, text?: string): TreeNode;
}

export type Act = (edit: Edit, subject: Subject) => void;

/** The change that `act` asks for in a source, and the source after it. */
export function editSource(source: string, act: Act, at?: (subject: Subject) => SyntaxNode): EditedSource {
  const tree = parseSource(source);
  const subject: Subject = {
    tree,
    definitions: viewDefinitions(tree),
    node(kind, text = '') {
      const found = tree.nodes(kind).find((node) => node.text.startsWith(text));
      if (found === undefined) throw new Error(`no ${kind} beginning with ${text}`);
      return found;
    },
  };
  const node = at?.(subject) ?? tree.root;
  const open = createEdit({ file: { path: 'app.py' }, site: { kind: 'file', node }, owner: 'demo/rule' });
  act(open.edit, subject);
  const change = open.collect();
  checkEdits(source, change.edits);
  const after = applyEdits(source, change.edits);
  checkResult(tree, after);
  return { after, change };
}

export interface EditedSource {
  readonly after: string;
  readonly change: DraftChange;
}

function checkEdits(source: string, edits: readonly TextEdit[]): void {
  expect(findOverlap(edits)).toBeUndefined();
  for (const edit of edits) {
    expect(edit.start).toBeGreaterThanOrEqual(0);
    expect(edit.end).toBeLessThanOrEqual(source.length);
  }
  expect([...edits].sort((a, b) => a.start - b.start || a.end - b.end)).toEqual(edits);
}

/** What was Python stays Python, and no comment is lost. */
function checkResult(before: SyntaxTree, after: string): void {
  const tree = parseSource(after);
  if (before.errors.length === 0 && tree.errors.length > 0) throw new Error(`new syntax errors in:\n${after}`);
  const texts = tree.nodes('comment').map((comment) => comment.text);
  for (const comment of before.nodes('comment')) {
    if (!isCodePragma(comment.text) && !texts.includes(comment.text))
      throw new Error(`lost the comment ${comment.text} in:\n${after}`);
  }
}
