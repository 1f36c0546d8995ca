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
  cacheDirectory: '<rootDir>/.cache/jest',
};
