/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/packages/testkit/jest/native-environment.js',
  testEnvironmentOptions: { customExportConditions: ['moult-source', 'node', 'node-addons'] },
  roots: ['<rootDir>/packages', '<rootDir>/plugins'],
  testMatch: ['**/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  moduleNameMapper: { '^(tree-sitter|tree-sitter-python)$': '<rootDir>/packages/testkit/jest/$1.cjs' },
  // A limit is there to end what hangs; how fast something is, the bench says.
  testTimeout: 60_000,
  cacheDirectory: '<rootDir>/.cache/jest',
};
