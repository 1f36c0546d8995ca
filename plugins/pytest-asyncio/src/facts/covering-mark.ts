import type { ClassView, FactsReader, FileView, FunctionView, SyntaxNode } from '@moult/plugin-api';
import { classFamily } from './class-family.ts';

/** The mark of one of these names that covers a test: its own, its classes', or its modules'. */
export function coveringMark(
  file: FileView,
  view: FunctionView,
  facts: FactsReader,
  names: readonly string[],
): SyntaxNode | undefined {
  const own = view.decorators.find((decorator) => file.refersTo(decorator.name, ...names));
  if (own !== undefined) return own.node;
  const classes = view.owner === undefined ? [] : facts(classFamily).lineage(file, view.owner);
  for (const placed of classes) {
    const found = classMark(placed.file, placed.view, names) ?? moduleMark(placed.file, names);
    if (found !== undefined) return found;
  }
  return moduleMark(file, names);
}

function classMark(file: FileView, view: ClassView, names: readonly string[]): SyntaxNode | undefined {
  const decorator = view.decorators.find(({ name }) => file.refersTo(name, ...names));
  return decorator?.node ?? assignedMark(file, view.body, names);
}

/** A `pytestmark` at module level. */
export function moduleMark(file: FileView, names: readonly string[]): SyntaxNode | undefined {
  return assignedMark(file, file.root, names);
}

function assignedMark(file: FileView, scope: SyntaxNode, names: readonly string[]): SyntaxNode | undefined {
  for (const statement of scope.children) {
    const assignment = statement.kind === 'expression_statement' ? statement.children[0] : undefined;
    if (assignment?.kind !== 'assignment' || assignment.field('left')?.text !== 'pytestmark') continue;
    const value = assignment.field('right');
    const marks =
      value?.kind === 'list' || value?.kind === 'tuple' ? value.children : value === undefined ? [] : [value];
    const found = marks.find((mark) =>
      file.refersTo(mark.kind === 'call' ? (mark.field('function') ?? mark) : mark, ...names),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}
