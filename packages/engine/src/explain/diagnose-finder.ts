import type { Resolution } from '@moult/plugin-api';
import { stringValueOf, type TreeNode, viewCall, viewDecorator, viewExcept, viewImport, viewWith } from '@moult/python';
import type { LeafSpec } from '../find/finder-index.ts';
import type { ParsedFile } from '../find/found-site.ts';
import { fullNameOf } from '../find/import-sites.ts';
import { findEvaluated, findReferred, isAtOrBelow } from '../find/match-name.ts';
import { isLongestChain } from '../find/name-gate.ts';

/** How far a finder came on a line: 0 found no node of its kind, 1 no name, 2 another name, 3 another form; and why it went no further. */
export interface Diagnosis {
  readonly stage: 0 | 1 | 2 | 3;
  readonly reason: string;
}

/** Why a finder finds nothing on these nodes: of all of them, the condition of the one that came furthest. */
export function diagnoseFinder(spec: LeafSpec, nodes: readonly TreeNode[], file: ParsedFile): Diagnosis {
  const diagnoses = nodes.flatMap((node) => diagnoseNode(spec, node, file) ?? []);
  const furthest = [...diagnoses].sort((a, b) => b.stage - a.stage)[0];
  return furthest ?? { stage: 0, reason: `there is no ${NODE_NAMES[spec.kind]} on this line` };
}

const NODE_NAMES: Readonly<Record<LeafSpec['kind'], string>> = {
  call: 'call',
  decorator: 'decorator',
  import: 'import',
  reference: 'name or attribute',
  function: 'function definition',
  class: 'class definition',
  with: '`with` item',
  except: '`except` clause that names an exception',
  string: 'string that is a dotted name',
  file: 'begin of a file',
  query: 'match of its query',
};

function diagnoseNode(spec: LeafSpec, node: TreeNode, file: ParsedFile): Diagnosis | undefined {
  switch (spec.kind) {
    case 'call':
      return diagnoseCall(spec, node, file);
    case 'decorator':
      return diagnoseDecorator(spec, node, file);
    case 'import':
      return diagnoseImport(spec.modules, node);
    case 'reference':
      return isLongestChain(node) ? diagnoseName(node, spec.names, file) : undefined;
    case 'function':
    case 'class':
      return node.kind === `${spec.kind}_definition`
        ? { stage: 3, reason: `the ${spec.kind} has another name, decorator, base or form` }
        : undefined;
    case 'with':
      return diagnoseEach(
        viewWith(node).map(({ context }) => context),
        spec.names,
        file,
        findEvaluated,
      );
    case 'except':
      return diagnoseEach(viewExcept(node)?.exceptions ?? [], spec.names, file, findReferred);
    case 'string': {
      const value = stringValueOf(node);
      if (value === undefined || spec.names.some((name) => isAtOrBelow(value, name))) return undefined;
      return { stage: 2, reason: `the string ${node.text} names nothing at or below ${listNames(spec.names)}` };
    }
    case 'file':
    case 'query':
      return undefined;
  }
}

function diagnoseCall(
  spec: Extract<LeafSpec, { kind: 'call' }>,
  node: TreeNode,
  file: ParsedFile,
): Diagnosis | undefined {
  const call = viewCall(node);
  if (call === undefined) return undefined;
  const name = diagnoseName(call.callee, spec.names, file);
  if (name !== undefined) return name;
  const missing = spec.keywords.find((keyword) => call.keyword(keyword) === undefined);
  if (missing !== undefined) return { stage: 3, reason: `the call has no keyword argument \`${missing}\`` };
  const present = spec.withoutKeywords.find((keyword) => call.keyword(keyword) !== undefined);
  return present === undefined
    ? undefined
    : { stage: 3, reason: `the call has the keyword argument \`${present}\` already` };
}

function diagnoseDecorator(
  spec: Extract<LeafSpec, { kind: 'decorator' }>,
  node: TreeNode,
  file: ParsedFile,
): Diagnosis | undefined {
  const decorator = viewDecorator(node);
  if (decorator === undefined) return undefined;
  const name = diagnoseName(decorator.name, spec.names, file);
  return (
    name ?? {
      stage: 3,
      reason: decorator.call === undefined ? 'the decorator is not called' : 'the decorator is called',
    }
  );
}

function diagnoseImport(modules: readonly string[], node: TreeNode): Diagnosis | undefined {
  const [first] = viewImport(node);
  if (first === undefined) return undefined;
  if (first.level > 0) return { stage: 1, reason: 'the import is relative, so it names a module of the service' };
  const name = fullNameOf(first);
  if (modules.some((module) => isAtOrBelow(name, module))) {
    return { stage: 2, reason: `\`${first.module}\` is a module of the service here, not the library` };
  }
  return { stage: 2, reason: `it imports \`${name}\`, not ${listNames(modules)}` };
}

function diagnoseEach(
  nodes: readonly TreeNode[],
  names: readonly string[],
  file: ParsedFile,
  match: typeof findReferred,
): Diagnosis | undefined {
  const diagnoses = nodes.flatMap((node) => diagnoseName(node, names, file, match) ?? []);
  return [...diagnoses].sort((a, b) => b.stage - a.stage)[0];
}

function diagnoseName(
  node: TreeNode,
  names: readonly string[],
  file: ParsedFile,
  match: typeof findReferred = findReferred,
): Diagnosis | undefined {
  const resolution = file.view.resolve(node);
  if (match(resolution, names) !== undefined) return undefined;
  if (resolution.candidates.length === 0) {
    return { stage: 1, reason: `what \`${shorten(node.text)}\` refers to is not known` };
  }
  return {
    stage: 2,
    reason: `\`${shorten(node.text)}\` is ${describeResolution(resolution)}, not ${listNames(names)}`,
  };
}

/** What a name may be, in words. */
export function describeResolution({ candidates, certain }: Resolution): string {
  const named = candidates.map(({ kind, name }) =>
    kind === 'instance' ? `an instance of \`${name}\`` : `\`${name}\``,
  );
  return `${named.join(' or ')}${certain ? '' : ' (not certain)'}`;
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  return names.length > 3 ? `${shown.join(', ')} or ${names.length - 3} more` : shown.join(' or ');
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}
