import type { FileView, SyntaxNode } from '@moult/plugin-api';
import { contains, enclosing } from './syntax-ancestors.ts';

const RAISES = /(?:^|\.)(?:raises|assertRaises\w*)$/;

/** The blocks whose exceptions a reference to an error class looks at; undefined when it is tied to none. */
export function guardedBlocks(file: FileView, reference: SyntaxNode, depth = 0): readonly SyntaxNode[] | undefined {
  const clause = enclosing(reference, 'except_clause') ?? enclosing(reference, 'except_group_clause');
  if (clause !== undefined) return bodyOf(clause.parent);
  const statement = enclosing(reference, 'with_statement');
  if (statement !== undefined && !contains(statement.field('body'), reference)) return bodyOf(statement);
  if (isAnnotation(reference) || isRaised(reference) || isMade(reference)) return [];
  const call = enclosing(reference, 'call');
  if (call !== undefined && /(?:^|\.)retry_(?:if|unless)\w*$/.test(call.field('function')?.text ?? ''))
    return retriedBlock(call);
  if (call !== undefined && isRaisesCall(call)) return [call];
  const target = enclosing(reference, 'assignment')?.field('left');
  if (target?.kind !== 'identifier' || depth > 0) return undefined;
  const uses = file.uses(target).filter((use) => use !== target && use.line !== target.line);
  return uses.flatMap((use) => guardedBlocks(file, use, depth + 1) ?? []);
}

/** `pytest.raises(…)`, `self.assertRaises(…)` and the like. */
export function isRaisesCall(call: SyntaxNode): boolean {
  return RAISES.test(call.field('function')?.text ?? '');
}

function bodyOf(statement: SyntaxNode | undefined): readonly SyntaxNode[] {
  const body = statement?.field('body');
  return body === undefined ? [] : [body];
}

/** What an outer retry runs that tries again after the error: the function it decorates, or the one it stands in. */
function retriedBlock(condition: SyntaxNode): readonly SyntaxNode[] | undefined {
  const decorated = enclosing(condition, 'decorator') && enclosing(condition, 'decorated_definition');
  const definition = decorated?.field('definition') ?? enclosing(condition, 'function_definition');
  return definition === undefined ? undefined : bodyOf(definition);
}

function isAnnotation(node: SyntaxNode): boolean {
  return enclosing(node, 'type') !== undefined;
}

function isRaised(node: SyntaxNode): boolean {
  return enclosing(node, 'raise_statement') !== undefined;
}

/** An error that is made, or handed to a mock to raise, is caught by somebody who looks for the class as well. */
function isMade(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.kind === 'call') return parent.field('function') === node;
  if (parent?.kind === 'keyword_argument')
    return /^(?:side_effect|retry_error_cls|spec)$/.test(parent.field('name')?.text ?? '');
  const assignment = enclosing(node, 'assignment');
  return /\.side_effect$/.test(assignment?.field('left')?.text ?? '') && contains(assignment?.field('right'), node);
}
