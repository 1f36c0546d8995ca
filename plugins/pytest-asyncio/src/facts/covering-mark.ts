import type { ClassView, FactsReader, FileView, FunctionView, SyntaxNode } from '@moult/plugin-api';
import { classFamily, type PlacedClass } from './class-family.ts';
import { collectedClasses } from './collected-test.ts';

/**
 * The mark of one of these names that covers a test: its own, its classes', or its module's. A method that several classes inherit is covered where
 * each of them is: by its own line of classes or by the module it stands in, not by the module of a base class.
 */
export function coveringMark(
  file: FileView,
  view: FunctionView,
  facts: FactsReader,
  names: readonly string[],
): SyntaxNode | undefined {
  const own = view.decorators.find((decorator) => file.refersTo(decorator.name, ...names));
  if (own !== undefined) return own.node;
  if (view.owner === undefined) return moduleMark(file, names);
  const collected = collectedClasses(file, view.owner, facts);
  const classes = collected.length === 0 ? [{ file, view: view.owner }] : collected;
  const found = classes.map((placed) => markOfClass(placed, facts, names));
  return found.includes(undefined) ? undefined : found[0];
}

/** Whether some of the classes that inherit a method are covered, so that a mark on the method would beat theirs. */
export function isCoveredInPart(file: FileView, { owner }: FunctionView, facts: FactsReader, name: string): boolean {
  if (owner === undefined) return false;
  return collectedClasses(file, owner, facts).some((placed) => markOfClass(placed, facts, [name])?.text.includes('('));
}

function markOfClass(
  { file, view }: PlacedClass,
  facts: FactsReader,
  names: readonly string[],
): SyntaxNode | undefined {
  for (const placed of facts(classFamily).lineage(file, view)) {
    const found = classMark(placed.file, placed.view, names);
    if (found !== undefined) return found;
  }
  const around = view.node.parent === undefined ? undefined : file.enclosingClass(view.node.parent);
  return around === undefined ? moduleMark(file, names) : markOfClass({ file, view: around }, facts, names);
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
