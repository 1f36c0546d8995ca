import type { QualifiedName } from '@moult/plugin-api';

/** A module or package of the service itself. */
export interface LocalModule {
  /** The longest dotted name it can be imported under. */
  readonly name: QualifiedName;
  /** Its file relative to the root, `__init__.py` for a package; undefined for a folder without one. */
  readonly path: string | undefined;
  /** Path without `.py`: the folder in which submodules lie. */
  readonly folder: string;
}

/** What `import name` may find. */
export interface ModuleMatch {
  readonly local: LocalModule | undefined;
  /** True when an installed library of that name may be meant as well. */
  readonly mayBeLibrary: boolean;
  /** True when the module lies in the folder of the importing file, so that it is the one a script finds. */
  readonly isBeside?: true;
}

/** The file an import stands in. */
export interface ImportingFile {
  readonly path: string;
  /** True when it imports from packages of the service by relative imports, or by names that begin with `src.`. */
  readonly usesPackages: boolean;
}

/** The Python modules that lie in a service. */
export interface ServiceModules {
  /** What an absolute import in a file finds under a dotted name. */
  find(name: QualifiedName, from: ImportingFile): ModuleMatch;
  /** What a relative import with `level` dots finds; undefined when it leads to no folder or file of the service. */
  findRelative(level: number, name: QualifiedName, from: string): LocalModule | undefined;
  submodule(module: LocalModule, name: string): LocalModule | undefined;
  /** Dotted names of a file, longest first. */
  namesOf(path: string): readonly QualifiedName[];
}

const USUAL_ROOTS = ['app', 'lib', 'tests', 'test'];

/**
 * Opens the modules of a service from the paths of all its Python files; `service` is its folder, `.` for the root itself. `libraries` are
 * the top-level modules of the libraries that matter: only these can be meant by a name that leads to the service by an unusual way.
 */
export function openServiceModules(
  service: string,
  paths: readonly string[],
  libraries: ReadonlySet<string>,
): ServiceModules {
  const files = new Set(paths);
  const folders = foldersOf(paths);
  const base = service === '.' ? '' : service;
  const source = join(base, 'src');
  // A `src` that is itself a package is imported as `src.name`, and then it is no root.
  const isSourcePackage = files.has(join(source, '__init__.py'));
  const sure = isSourcePackage ? [base] : [base, source];
  const possible = [...USUAL_ROOTS.map((name) => join(base, name)), ...paths.filter(isConftest).map(parentOf)];

  const moduleAt = (folder: string): LocalModule | undefined => {
    const path = [`${folder}.py`, `${folder}/__init__.py`].find((candidate) => files.has(candidate));
    if (path === undefined && !folders.has(folder)) return undefined;
    return { name: namesOf(path ?? `${folder}/__init__.py`)[0] ?? '', path, folder };
  };

  const findUnder = (root: string, name: QualifiedName): LocalModule | undefined => {
    const parts = name.split('.');
    const top = moduleAt(join(root, topOf(name)));
    const whole = moduleAt(join(root, ...parts));
    if (top?.path !== undefined) return whole ?? missingModule(root, parts);
    // An installed package wins over a folder without `__init__.py`, so there only a file inside it decides.
    return whole?.path === undefined && libraries.has(topOf(name)) ? undefined : whole;
  };

  const packageParent = (from: string): string => {
    let folder = parentOf(from);
    while (folder !== '' && files.has(join(folder, '__init__.py'))) folder = parentOf(folder);
    return folder;
  };

  // Code that services share lies outside of them, and is installed or put on the path as a whole.
  const shared = [...new Set(paths.filter((path) => !isInside(path, base)).map(packageParent))];

  const namesOf = (path: string): readonly QualifiedName[] => {
    const whole = path.replace(/(\/__init__)?\.py$/, '');
    const roots = isInside(path, base) ? [...sure, source, ...possible, packageParent(path)] : ancestorsOf(whole);
    const names = roots.flatMap((root) => nameUnder(root, whole) ?? []);
    return [...new Set(names)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  };

  /** The first module of the name under one of the roots that is not the importing file: itself it could not import. */
  const firstUnder = (roots: readonly string[], name: QualifiedName, path: string): LocalModule | undefined =>
    roots.map((root) => findUnder(root, name)).find((local) => local !== undefined && local.path !== path);

  /** A script finds the modules beside it first, even where they are a package for others. */
  const moduleBeside = (name: QualifiedName, { path, usesPackages }: ImportingFile): LocalModule | undefined => {
    const local = usesPackages ? undefined : findUnder(parentOf(path), name);
    return local?.path === undefined || local.path === path ? undefined : local;
  };

  return {
    find(name, from) {
      const { path, usesPackages } = from;
      const known = firstUnder([packageParent(path), ...sure], name, path);
      if (known !== undefined) return { local: known, mayBeLibrary: false };
      const mayBeLibrary = libraries.has(topOf(name));
      const beside = moduleBeside(name, from);
      if (beside !== undefined) return { local: beside, mayBeLibrary, isBeside: true };
      const isInSource = usesPackages && path.startsWith(`${source}/`);
      const around = ancestorsOf(parentOf(path)).filter((folder) => !files.has(join(folder, '__init__.py')));
      const local = firstUnder([...(isInSource ? [] : [source]), ...possible, ...around, ...shared], name, path);
      return local === undefined ? { local, mayBeLibrary: true } : { local, mayBeLibrary };
    },
    findRelative(level, name, from) {
      let folder = parentOf(from);
      for (let step = 1; step < level; step++) folder = parentOf(folder);
      return moduleAt(name === '' ? folder : join(folder, ...name.split('.')));
    },
    submodule: (module, name) => moduleAt(join(module.folder, name)),
    namesOf,
  };
}

function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function topOf(name: QualifiedName): string {
  return name.split('.')[0] ?? name;
}

function missingModule(root: string, parts: readonly string[]): LocalModule {
  return { name: parts.join('.'), path: undefined, folder: join(root, ...parts) };
}

function nameUnder(root: string, whole: string): QualifiedName | undefined {
  const rest = root === '' ? whole : whole.startsWith(`${root}/`) ? whole.slice(root.length + 1) : '';
  return rest === '' ? undefined : rest.replaceAll('/', '.');
}

function isConftest(path: string): boolean {
  return path.endsWith('/conftest.py') || path === 'conftest.py';
}

function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap((path) => ancestorsOf(parentOf(path))));
}

/** A folder and the folders around it, down to the root. */
function ancestorsOf(folder: string): readonly string[] {
  const found: string[] = [];
  for (let here = folder; here !== ''; here = parentOf(here)) found.push(here);
  return [...found, ''];
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('/');
}
