export { checksOf, type FixtureCheck } from './check-fixture.ts';
export type { ExpectedFinding, Fixture, FixtureFile, FixtureSettings } from './fixture.ts';
export { readFixtures } from './read-fixtures.ts';
export { type ReadmeExample, readReadmeExamples } from './readme-examples.ts';
export { DERIVED_CASES, missingCases, REQUIRED_CASES } from './required-cases.ts';
export { type RewrittenFiles, rewriteFiles } from './rewrite-files.ts';
export { collectPluginTests, type PluginTest, type TestRunner, testPlugin } from './test-plugin.ts';
export type { Variant, VariantContext } from './variants/variant.ts';
export { VARIANTS } from './variants/variants.ts';
