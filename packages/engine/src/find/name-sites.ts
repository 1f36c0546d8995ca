import type { CallView, QualifiedName, ReferenceSite } from '@moult/plugin-api';
import { type TreeNode, viewCall, viewDecorator, viewExcept, viewWith } from '@moult/python';
import type { FindContext } from './find-sites.ts';
import type { FoundSite } from './found-site.ts';
import { findEvaluated, findReferred } from './match-name.ts';
import { chainsOf, isLongestChain } from './name-gate.ts';

/** Sites of calls, decorators and references at one node. */
export function findNameSites(context: FindContext, node: TreeNode): readonly FoundSite[] {
  switch (node.kind) {
    case 'call':
      return findCallSites(context, node);
    case 'decorator':
      return findDecoratorSites(context, node);
    default:
      return isLongestChain(node) ? findReferenceSites(context, node) : [];
  }
}

function findCallSites({ file, index, gate }: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = index.of('call');
  const callee = node.field('function');
  if (finders.length === 0 || callee === undefined) return [];
  if (!gate.couldRefer(callee) && !gate.couldBeMember(callee)) return [];
  const call = viewCall(node);
  if (call === undefined) return [];
  const resolution = file.view.resolve(callee);
  return finders.flatMap(({ entry, spec }) => {
    const match = findReferred(resolution, spec.names);
    if (match === undefined || !hasKeywords(call, spec)) return [];
    return [{ entry, node, head: callee, site: { kind: 'call', node, name: match.name, resolution, call } }];
  });
}

/** A keyword may come in by `**kwargs`, so such a call is a site of both kinds of finder: its rule has to look. */
function hasKeywords(
  call: CallView,
  { keywords, withoutKeywords }: { readonly keywords: readonly string[]; readonly withoutKeywords: readonly string[] },
): boolean {
  return (
    keywords.every((keyword) => call.keyword(keyword) !== undefined) &&
    withoutKeywords.every((keyword) => call.keyword(keyword) === undefined)
  );
}

function findDecoratorSites({ file, index, gate, definitions }: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = index.of('decorator');
  const decorator = finders.length === 0 ? undefined : viewDecorator(node);
  if (decorator === undefined || (!gate.couldRefer(decorator.name) && !gate.couldBeMember(decorator.name))) return [];
  const definition = node.parent?.field('definition');
  const decorated = definition && (definitions.functionAt(definition) ?? definitions.classAt(definition));
  if (decorated === undefined) return [];
  const resolution = file.view.resolve(decorator.name);
  return finders.flatMap(({ entry, spec }) => {
    const match = findReferred(resolution, spec.names);
    const isForm = spec.form === 'any' || (spec.form === 'called') === (decorator.call !== undefined);
    if (match === undefined || !isForm) return [];
    const site = { kind: 'decorator', node, name: match.name, resolution, decorator, decorated } as const;
    return [{ entry, node, head: decorator.name, site }];
  });
}

function findReferenceSites({ file, index, gate }: FindContext, longest: TreeNode): readonly FoundSite[] {
  const finders = index.of('reference');
  if (finders.length === 0) return [];
  const wanted = [...finders];
  const sites: FoundSite[] = [];
  for (const node of chainsOf(longest)) {
    if (wanted.length === 0) break;
    if (!gate.couldRefer(node) && !gate.couldBeMember(node)) continue;
    const resolution = file.view.resolve(node);
    for (const finder of [...wanted]) {
      const match = findReferred(resolution, finder.spec.names);
      if (match === undefined) continue;
      wanted.splice(wanted.indexOf(finder), 1);
      sites.push({ entry: finder.entry, node, head: node, site: referenceSite(node, match.name, resolution) });
    }
  }
  return sites;
}

function referenceSite(node: TreeNode, name: QualifiedName, resolution: ReferenceSite['resolution']): ReferenceSite {
  return { kind: 'reference', node, name, resolution, isTarget: isStored(node) };
}

function isStored(node: TreeNode): boolean {
  const { parent } = node;
  if (parent === undefined) return false;
  if (parent.kind === 'delete_statement') return true;
  if (parent.kind === 'expression_list' && parent.parent?.kind === 'delete_statement') return true;
  if (/^(pattern_list|tuple_pattern|list_pattern|list_splat_pattern)$/.test(parent.kind)) return true;
  const isAssigning = /^(assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.kind);
  return isAssigning && node.fieldName === 'left';
}

/** Sites of the items of a `with` statement. */
export function findWithSites({ file, index }: FindContext, statement: TreeNode): readonly FoundSite[] {
  const finders = index.of('with');
  if (finders.length === 0) return [];
  const items = viewWith(statement);
  return items.flatMap(({ node, context, target, isAsync }) => {
    const callee = context.kind === 'call' ? context.field('function') : undefined;
    const resolution = file.view.resolve(context);
    const called = callee && file.view.resolve(callee);
    return finders.flatMap(({ entry, spec }) => {
      const name = called && findReferred(called, spec.names);
      const match = name ?? findEvaluated(resolution, spec.names);
      if (match === undefined) return [];
      const site = {
        kind: 'with',
        node,
        name: match.name,
        resolution: name !== undefined && called !== undefined ? called : resolution,
        statement,
        isAsync,
        context,
        target,
        items: items.length,
      } as const;
      return [{ entry, node, head: callee ?? context, site }];
    });
  });
}

/** Sites of an `except` clause, one for each exception that is one of the names. */
export function findExceptSites({ file, index, gate }: FindContext, node: TreeNode): readonly FoundSite[] {
  const finders = index.of('except');
  const clause = finders.length === 0 ? undefined : viewExcept(node);
  if (clause === undefined) return [];
  return clause.exceptions.flatMap((exception) => {
    if (!gate.couldRefer(exception) && !gate.couldBeMember(exception)) return [];
    const resolution = file.view.resolve(exception);
    return finders.flatMap(({ entry, spec }) => {
      const match = findReferred(resolution, spec.names);
      if (match === undefined) return [];
      const { statement } = clause;
      return [
        {
          entry,
          node,
          head: exception,
          site: { kind: 'except', node, name: match.name, resolution, statement, exception },
        },
      ];
    });
  });
}
