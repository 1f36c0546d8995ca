/** Which names pytest collects in a root. */
export interface NamePatterns {
  isTestFile(path: string): boolean;
  /** Whether pytest looks into a file when it is started without arguments. */
  isListed(path: string): boolean;
  isTestClass(name: string): boolean;
  isTestFunction(name: string): boolean;
}

/** Where a root lies and what its configuration says. */
export interface PatternSource {
  /** Folder of the root. */
  readonly folder: string;
  /** Python files of the service, to tell whether a folder is there at all. */
  readonly paths: readonly string[];
  option(key: string): string | undefined;
}

/** A folder that holds tests by its name, whether or not the configuration lists it. */
const TEST_FOLDER = /(?:^|\/)(?:[a-z]+_)?tests?(?:_[a-z]+)?\//;

/** Reads `testpaths`, `python_files`, `python_classes` and `python_functions`, or pytest's defaults. */
export function readNamePatterns({ folder, paths, option }: PatternSource): NamePatterns {
  const files = words(option('python_files'), ['test_*.py', '*_test.py']);
  const classes = words(option('python_classes'), ['Test']);
  const functions = words(option('python_functions'), ['test']);
  const testPaths = words(option('testpaths'), []);
  const isCollected = folderTest(folder, testPaths, paths);
  return {
    isListed: (path) => testPaths.length === 0 || testPaths.some((each) => globPrefix(folder, each).test(path)),
    isTestFile: (path) => isCollected(path) && files.some((pattern) => matchesFile(pattern, path)),
    isTestClass: (name) => classes.some((pattern) => matchesName(pattern, name)),
    isTestFunction: (name) => functions.some((pattern) => matchesName(pattern, name)),
  };
}

/** Files outside `testpaths` are scripts by default; where none of these folders is there, pytest looks everywhere. */
function folderTest(folder: string, testPaths: readonly string[], paths: readonly string[]): (path: string) => boolean {
  const prefixes = testPaths.map((path) => globPrefix(folder, path));
  const isListed = (path: string) => prefixes.some((prefix) => prefix.test(path));
  if (!paths.some(isListed)) return () => true;
  const below = folder === '.' ? 0 : folder.length + 1;
  return (path) => isListed(path) || TEST_FOLDER.test(path.slice(below));
}

function globPrefix(folder: string, path: string): RegExp {
  const plain = path.replace(/^\.\/|\/+$/g, '');
  const whole = plain === '.' ? folder : folder === '.' ? plain : `${folder}/${plain}`;
  return whole === '.' ? /^/ : new RegExp(`^${globSource(whole)}(?:/|$)`);
}

function matchesFile(pattern: string, path: string): boolean {
  return globPattern(pattern).test(pattern.includes('/') ? path : (path.split('/').at(-1) ?? path));
}

/** Names match by prefix, or by glob where the pattern is one. */
function matchesName(pattern: string, name: string): boolean {
  return name.startsWith(pattern) || (/[*?[]/.test(pattern) && globPattern(pattern).test(name));
}

function globPattern(glob: string): RegExp {
  return new RegExp(`(?:^|/)${globSource(glob)}$`);
}

function globSource(glob: string): string {
  return glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
}

function words(value: string | undefined, byDefault: readonly string[]): readonly string[] {
  if (value === undefined) return byDefault;
  const found = value.match(/[^\s"',[\]]+(?:\[[^\]]*\][^\s"',]*)?/g) ?? [];
  return found.length === 0 ? byDefault : found;
}
