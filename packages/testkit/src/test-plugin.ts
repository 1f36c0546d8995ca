import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from '@moult/plugin-api';
import { checksOf } from './check-fixture.ts';
import type { Fixture } from './fixture.ts';
import { readFixtures } from './read-fixtures.ts';
import { type ReadmeExample, readReadmeExamples } from './readme-examples.ts';
import { missingCases } from './required-cases.ts';

/** The two functions of a test runner that the kit needs; Jest, Vitest and Node's runner have them. */
export interface TestRunner {
  describe(name: string, body: () => void): void;
  test(name: string, body: () => void): void;
}

/** One test of a plugin; `run` answers with what is wrong, or undefined. */
export interface PluginTest {
  readonly group: string;
  readonly name: string;
  run(): string | undefined;
}

/**
 * Registers every test of a plugin: its fixtures with all checks and variants, the examples of its README, and that each rule and each required
 * case is shown. `folder` is the folder of the plugin's package.
 */
export function testPlugin(plugin: Plugin, folder: string, { describe, test }: TestRunner): void {
  const tests = collectPluginTests(plugin, folder);
  for (const group of new Set(tests.map((item) => item.group))) {
    describe(`${plugin.name}: ${group}`, () => {
      for (const item of tests.filter((candidate) => candidate.group === group)) {
        test(item.name, () => {
          const problem = item.run();
          if (problem !== undefined) throw new Error(problem);
        });
      }
    });
  }
}

/** The tests of a plugin as data, for a runner of one's own. */
export function collectPluginTests(plugin: Plugin, folder: string): readonly PluginTest[] {
  const fixtures = readFixtures(join(folder, 'fixtures'));
  const readme = join(folder, 'README.md');
  return [
    ...fixtures.flatMap((fixture) => checksOf(plugin, fixture).map((check) => ({ group: fixture.name, ...check }))),
    ...(existsSync(readme) ? readmeTests(plugin, readFileSync(readme, 'utf8')) : []),
    ...coverageTests(plugin, folder, fixtures),
  ];
}

function readmeTests(plugin: Plugin, markdown: string): readonly PluginTest[] {
  const examples = readReadmeExamples(markdown).map((example, index): PluginTest => {
    const [check] = checksOf(plugin, readmeFixture(example));
    return { group: 'README', name: `example ${index + 1} (${example.heading})`, run: () => check?.run() };
  });
  const named = plugin.rules.map(
    (rule): PluginTest => ({
      group: 'README',
      name: `names the rule ${rule.name}`,
      run: () => (markdown.includes(`\`${rule.name}\``) ? undefined : `README.md does not mention \`${rule.name}\``),
    }),
  );
  return [...examples, ...named];
}

function readmeFixture({ before, after, options }: ReadmeExample): Fixture {
  const file = (text: string) => [{ path: 'before.py', bytes: new TextEncoder().encode(text) }];
  return {
    name: 'README',
    before: file(before),
    after: file(after),
    mustChange: before !== after,
    findings: [],
    settings: { options },
  };
}

function coverageTests(plugin: Plugin, folder: string, fixtures: readonly Fixture[]): readonly PluginTest[] {
  const shown = new Set(fixtures.map(({ name }) => name.split('/')[0]));
  const perRule = plugin.rules.map(
    (rule): PluginTest => ({
      group: 'coverage',
      name: `the rule ${rule.name} has a fixture`,
      run: () => (shown.has(rule.name) ? undefined : `there is no folder fixtures/${rule.name}`),
    }),
  );
  const cases: PluginTest = {
    group: 'coverage',
    name: 'every required case is shown or waived with a reason',
    run() {
      const missing = missingCases(
        fixtures.map(({ name }) => name),
        readWaivers(folder),
      );
      return missing.length === 0
        ? undefined
        : `neither shown nor waived in fixtures/waived.json: ${missing.join(', ')}`;
    },
  };
  return plugin.rules.length === 0 ? [] : [...perRule, cases];
}

function readWaivers(folder: string): Readonly<Record<string, string>> {
  const path = join(folder, 'fixtures', 'waived.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
