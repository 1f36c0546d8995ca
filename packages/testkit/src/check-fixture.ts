import type { PlanFinding } from '@moult/engine';
import type { Plugin } from '@moult/plugin-api';
import { parseSource } from '@moult/python';
import { withCommentsInGaps } from './comment-gaps.ts';
import type { ExpectedFinding, Fixture, FixtureFile } from './fixture.ts';
import { type RewrittenFiles, rewriteFiles } from './rewrite-files.ts';
import type { Variant } from './variants/variant.ts';
import { VARIANTS } from './variants/variants.ts';

/** One check of one fixture. `problem` says what is wrong; undefined when nothing is. */
export interface FixtureCheck {
  readonly name: string;
  /** Answers with a description of what is wrong, or undefined. */
  run(): string | undefined;
}

/** All checks of a fixture: the rewrite itself, its findings, a second run, comments, and the variants that fit. */
export function checksOf(plugin: Plugin, fixture: Fixture): readonly FixtureCheck[] {
  const { settings, before, after } = fixture;
  const run = (files: readonly FixtureFile[]) => rewriteFiles(plugin, files, settings);
  const checks: FixtureCheck[] = [
    { name: fixture.mustChange ? 'is rewritten' : 'is left alone', run: () => compareFiles(run(before), after) },
    { name: 'reports its findings', run: () => compareFindings(run(before).findings, fixture.findings) },
    { name: 'a second run changes nothing', run: () => compareFiles(run(after), after) },
    ...VARIANTS.flatMap((variant) => variantCheck(plugin, fixture, variant)),
  ];
  if (isSingle(fixture) && settings.without?.['comment-gaps'] === undefined)
    checks.push({ name: 'no comment is lost', run: () => compareComments(plugin, fixture) });
  return checks;
}

function isSingle({ before }: Fixture): boolean {
  return before.length === 1 && before[0]?.path.endsWith('.py') === true;
}

function variantCheck(plugin: Plugin, fixture: Fixture, variant: Variant): readonly FixtureCheck[] {
  if (!isSingle(fixture) || fixture.settings.without?.[variant.name] !== undefined) return [];
  const before = textOf(fixture.before[0]);
  const after = variant.holds === 'no-change' ? before : textOf(fixture.after[0]);
  const context = { plugin, before };
  const varied = variant.apply(before, context);
  const wanted = varied === undefined ? undefined : variant.apply(after, context);
  if (varied === undefined || wanted === undefined) return [];
  const run = () => compareFiles(rewriteFiles(plugin, [single(varied)], fixture.settings), [single(wanted)]);
  return [{ name: `variant ${variant.name}`, run }];
}

function compareComments(plugin: Plugin, fixture: Fixture): string | undefined {
  const commented = withCommentsInGaps(textOf(fixture.before[0]));
  if (commented === undefined) return undefined;
  const result = textOf(rewriteFiles(plugin, [single(commented.text)], fixture.settings).files[0]);
  const lost = commented.comments.filter((comment) => !new RegExp(`${comment}$`, 'm').test(result));
  const errors = parseSource(result).errors.length;
  if (errors > 0) return `with a comment on every line the result has ${errors} syntax errors:\n${result}`;
  return lost.length === 0 ? undefined : `lost ${lost.join(', ')} in:\n${result}`;
}

function compareFiles({ files, rewrite }: RewrittenFiles, wanted: readonly FixtureFile[]): string | undefined {
  for (const expected of wanted) {
    const actual = textOf(files.find((file) => file.path === expected.path));
    if (actual !== textOf(expected))
      return describeDifference(expected.path, textOf(expected), actual) + describeTrouble(rewrite);
  }
  return undefined;
}

function describeTrouble({ failures, conflicts, changes }: RewrittenFiles['rewrite']): string {
  const lines = [
    ...failures.map((failure) => `${failure.rule} ${failure.kind} at line ${failure.line}: ${failure.message}`),
    ...conflicts.map((conflict) => `conflict at line ${conflict.line}: ${conflict.reason}`),
    ...changes
      .filter((change) => change.status !== 'selected')
      .map((change) => `${change.rule} at line ${change.line} is ${change.status}: ${change.reason ?? ''}`),
  ];
  return lines.length === 0 ? '' : `\n${lines.join('\n')}`;
}

function describeDifference(path: string, wanted: string, actual: string): string {
  const wantedLines = wanted.split('\n');
  const actualLines = actual.split('\n');
  const at = wantedLines.findIndex((line, index) => line !== actualLines[index]);
  const from = at < 0 ? wantedLines.length : at;
  const show = (lines: readonly string[]) =>
    lines
      .slice(from, from + 6)
      .map((line) => `    ${JSON.stringify(line)}`)
      .join('\n');
  return `${path} differs from line ${from + 1} on\n  expected\n${show(wantedLines)}\n  received\n${show(actualLines)}`;
}

function compareFindings(actual: readonly PlanFinding[], wanted: readonly ExpectedFinding[]): string | undefined {
  const open = actual.filter((finding) => !isNoteOnWish(finding));
  for (const expected of wanted) {
    const index = open.findIndex((finding) => matches(finding, expected));
    if (index < 0)
      return `expected the finding ${JSON.stringify(expected)}, but there are: ${open.map(findingLine).join('; ') || 'none'}`;
    open.splice(index, 1);
  }
  return open.length === 0 ? undefined : `these findings were not expected: ${open.map(findingLine).join('; ')}`;
}

/** What is said about a requirement or option on the way of changing it is compared by the change itself. */
function isNoteOnWish({ kind, rule }: PlanFinding): boolean {
  return kind === 'manifest' && /^(?:(?:bump|replace|add|remove)-requirement|(?:set|remove)-option)$/.test(rule);
}

function matches(finding: PlanFinding, { rule, path, line, message }: ExpectedFinding): boolean {
  return (
    (rule === undefined || finding.rule === rule) &&
    (path === undefined || finding.path === path) &&
    (line === undefined || finding.line === line) &&
    (message === undefined || finding.message === message)
  );
}

function findingLine(finding: PlanFinding): string {
  return `${finding.rule} at ${finding.path}:${finding.line}: ${finding.message}`;
}

function single(text: string): FixtureFile {
  return { path: 'before.py', bytes: new TextEncoder().encode(text) };
}

function textOf(file: FixtureFile | undefined): string {
  return file === undefined ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
}
