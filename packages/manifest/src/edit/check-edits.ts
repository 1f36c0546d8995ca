import { containsRange, type TextRange } from '@moult/text';
import type { Manifest } from '../manifest.ts';
import { parseManifest } from '../parse-manifest.ts';

/** What an edit is allowed to touch. */
export interface EditScope {
  /** Normalised distributions. */
  readonly distributions: ReadonlySet<string>;
  readonly option: { readonly section: string; readonly key: string } | undefined;
}

/**
 * Reads an edited text again and says what is wrong with it: it cannot be read, or something besides what was meant has changed.
 * Undefined when all is well.
 */
export function findDamage(before: Manifest, text: string, scope: EditScope): string | undefined {
  const result = parseManifest(before.path, text, before.kind);
  if (result === undefined) return 'the file is no manifest any more';
  if (result.kind === 'broken') return `line ${result.line} could not be read any more (${result.reason})`;
  const after = result.manifest;
  const groups = new Set([...before.requirements, ...after.requirements].map((requirement) => requirement.group));
  return (
    firstDifference(otherRequirements(before, scope), otherRequirements(after, scope)) ??
    firstDifference(otherOptions(before, scope, groups), otherOptions(after, scope, groups)) ??
    firstDifference(otherProblems(before), otherProblems(after)) ??
    (scope.option === undefined && before.pythonRequires !== after.pythonRequires
      ? 'the required Python would change too'
      : undefined)
  );
}

function otherRequirements(manifest: Manifest, scope: EditScope): readonly string[] {
  return manifest.requirements
    .filter((requirement) => !scope.distributions.has(requirement.distribution))
    .map((requirement) => `${requirement.group ?? ''} ${requirement.text}`);
}

/** Options that hold requirements, or are part of one, are compared by these. */
function otherOptions(
  manifest: Manifest,
  scope: EditScope,
  groups: ReadonlySet<string | undefined>,
): readonly string[] {
  return manifest.options
    .filter(({ section, key }) => scope.option?.section !== section || scope.option.key !== key)
    .filter(({ section, key }) => !groups.has(section) && !groups.has(`${section}.${key}`))
    .filter(({ range }) => !manifest.requirements.some((requirement) => isNested(range, requirement.element)))
    .map(({ section, key, value }) => `${section}.${key} = ${value}`);
}

function isNested(a: TextRange, b: TextRange): boolean {
  return containsRange(a, b) || containsRange(b, a);
}

function otherProblems(manifest: Manifest): readonly string[] {
  return manifest.problems.map((problem) => problem.reason);
}

function firstDifference(before: readonly string[], after: readonly string[]): string | undefined {
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    if (before[index] !== after[index]) return `"${before[index] ?? after[index]}" would change too`;
  }
  return undefined;
}
