import type { SyntaxTree, TreeNode } from '@moult/python';
import { coversRule, parseSuppression, type SuppressionText } from './parse-suppression.ts';

/** A suppression comment of a file of the pass. */
export interface FileSuppression extends SuppressionText {
  readonly node: TreeNode;
  /** Line of the pass that it is about. */
  readonly line: number;
}

/** A suppression comment as the report names it; the line is that of the text as read. */
export interface SuppressionRecord extends SuppressionText {
  readonly key: string;
  readonly path: string;
  readonly line: number;
}

/** The suppression comments of a file. One that stands alone on its line is about the next line that is no comment. */
export function findSuppressions(tree: SyntaxTree): readonly FileSuppression[] {
  if (!tree.text.includes('moult:')) return [];
  return tree.nodes('comment').flatMap((node) => {
    const suppression = parseSuppression(node.text);
    return suppression === undefined ? [] : [{ ...suppression, node, line: lineOf(tree, node) }];
  });
}

/** The suppression that covers a site: on its first line, or on the first line of the statement around it. */
export function findCovering(
  suppressions: readonly FileSuppression[],
  site: TreeNode,
  owner: { readonly plugin: string; readonly rule: string },
): FileSuppression | undefined {
  if (suppressions.length === 0 || site.parent === undefined) return undefined;
  const lines = [site.line, statementOf(site).line];
  return suppressions.find(
    (suppression) => lines.includes(suppression.line) && coversRule(suppression, owner.plugin, owner.rule),
  );
}

function lineOf(tree: SyntaxTree, comment: TreeNode): number {
  const own = comment.line;
  const start = tree.lines.lineStart(own) ?? 0;
  if (tree.text.slice(start, comment.start).trim() !== '') return own;
  for (let line = own + 1; line <= tree.lines.lineCount; line++) {
    const range = tree.lines.lineRange(line);
    const text = range === undefined ? '' : tree.text.slice(range.start, range.end).trim();
    if (text !== '' && !text.startsWith('#')) return line;
  }
  return own;
}

/** The innermost statement, a definition with its decorators taken as one. */
function statementOf(node: TreeNode): TreeNode {
  let current = node;
  while (current.parent !== undefined && !isBody(current.parent)) current = current.parent;
  return current;
}

function isBody({ kind }: TreeNode): boolean {
  return kind === 'block' || kind === 'module';
}
