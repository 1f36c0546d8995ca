import type { QualifiedName, SyntaxNode } from '@moult/plugin-api';
import type { TreeNode } from '@moult/python';
import type { FindContext } from './find-sites.ts';
import type { FoundSite } from './found-site.ts';
import { findReferred } from './match-name.ts';

/** Sites of a function or class definition. */
export function findDefinitionSites(context: FindContext, node: TreeNode): readonly FoundSite[] {
  return node.kind === 'function_definition' ? findFunctionSites(context, node) : findClassSites(context, node);
}

function findFunctionSites(context: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = context.index.of('function');
  if (finders.length === 0) return [];
  const view = context.definitions.functionAt(node);
  if (view === undefined) return [];
  return finders.flatMap(({ entry, spec }) => {
    if (spec.async !== undefined && spec.async !== view.isAsync) return [];
    if (spec.name !== undefined && !testName(spec.name, view.name)) return [];
    const names = view.decorators.map(({ name }) => name);
    if (spec.decoratedWith !== undefined && !refersToOne(context, names, spec.decoratedWith)) return [];
    return [{ entry, node, head: node, site: { kind: 'function', node, function: view } }];
  });
}

function findClassSites(context: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = context.index.of('class');
  if (finders.length === 0) return [];
  const view = context.definitions.classAt(node);
  if (view === undefined) return [];
  return finders.flatMap(({ entry, spec }) => {
    if (spec.name !== undefined && !testName(spec.name, view.name)) return [];
    if (spec.bases !== undefined && !refersToOne(context, view.bases, spec.bases)) return [];
    return [{ entry, node, head: node, site: { kind: 'class', node, class: view } }];
  });
}

/** A pattern with the flag `g` or `y` remembers where it stopped; a test must not depend on the test before. */
function testName(pattern: RegExp, name: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(name);
}

function refersToOne({ file }: FindContext, nodes: readonly SyntaxNode[], names: readonly QualifiedName[]): boolean {
  return nodes.some((node) => findReferred(file.view.resolve(node), names) !== undefined);
}
