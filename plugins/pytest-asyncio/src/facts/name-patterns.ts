/** Which names pytest collects in a root. */
export interface NamePatterns {
  isTestFile(path: string): boolean;
  isTestClass(name: string): boolean;
  isTestFunction(name: string): boolean;
}

/** Reads `python_files`, `python_classes` and `python_functions`, or pytest's defaults. */
export function readNamePatterns(option: (key: string) => string | undefined): NamePatterns {
  const files = words(option('python_files'), ['test_*.py', '*_test.py']);
  const classes = words(option('python_classes'), ['Test']);
  const functions = words(option('python_functions'), ['test']);
  return {
    isTestFile: (path) =>
      files.some((pattern) =>
        globPattern(pattern).test(pattern.includes('/') ? path : (path.split('/').at(-1) ?? path)),
      ),
    isTestClass: (name) => classes.some((pattern) => matchesName(pattern, name)),
    isTestFunction: (name) => functions.some((pattern) => matchesName(pattern, name)),
  };
}

/** Names match by prefix, or by glob where the pattern is one. */
function matchesName(pattern: string, name: string): boolean {
  return name.startsWith(pattern) || (/[*?[]/.test(pattern) && globPattern(pattern).test(name));
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`(?:^|/)${source}$`);
}

function words(value: string | undefined, byDefault: readonly string[]): readonly string[] {
  if (value === undefined) return byDefault;
  const found = value.match(/[^\s"',[\]]+(?:\[[^\]]*\][^\s"',]*)?/g) ?? [];
  return found.length === 0 ? byDefault : found;
}
