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
    const found = classMark(placed.file, placed.view, names);
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
    const found = value && marksIn(file, value).find((mark) => mark.file.refersTo(nameOf(mark.node), ...names))?.node;
    if (found !== undefined) return found;
  }
  return undefined;
}

interface WrittenMark {
  readonly file: FileView;
  readonly node: SyntaxNode;
}

/** The marks of a mark, of a list of them, or of a name for either. */
function marksIn(file: FileView, value: SyntaxNode, depth = 0): readonly WrittenMark[] {
  if (depth > 4) return [];
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'list_splat':
    case 'parenthesized_expression':
      return value.children.flatMap((child) => marksIn(file, child, depth + 1));
    case 'binary_operator':
      return [value.field('left'), value.field('right')].flatMap((side) =>
        side ? marksIn(file, side, depth + 1) : [],
      );
    case 'identifier': {
      const constant = file.constant(value);
      if (constant !== undefined && constant.node !== value) return marksIn(constant.file, constant.node, depth + 1);
      break;
    }
    default:
      break;
  }
  return [{ file, node: value }];
}

function nameOf(mark: SyntaxNode): SyntaxNode {
  return mark.kind === 'call' ? (mark.field('function') ?? mark) : mark;
}
