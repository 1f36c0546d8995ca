import { defineFacts, type FileView, type ManifestView, type OptionView, type ServiceView } from '@moult/plugin-api';
import { commandLineMode } from './mode-argument.ts';
import { type NamePatterns, readNamePatterns } from './name-patterns.ts';

/** A place that sets an option of pytest. */
export interface OptionPlace {
  readonly manifest: ManifestView;
  readonly option: OptionView;
}

/** A folder pytest takes as its root: the configuration there governs the tests below. */
export interface PytestRoot {
  /** Relative to the root of the run. */
  readonly folder: string;
  readonly unit: string;
  /** The manifest pytest reads; undefined for a service without any configuration. */
  readonly config: { readonly manifest: ManifestView; readonly section: string } | undefined;
  /** True when the configuration lies around the service and belongs to another one, so that this service cannot change it. */
  readonly isForeign: boolean;
  /** A test file of a service inside the folder that this configuration governs, for want of one of its own. */
  readonly governedElsewhere: string | undefined;
  /** True when the configuration runs asynchronous tests in auto mode. */
  readonly isAuto: boolean;
  /** True when asynchronous fixtures run without being pytest-asyncio's own: in auto mode, and in the legacy mode of releases before 0.19. */
  readonly runsPlainFixtures: boolean;
  /** Every `asyncio_mode` of the folder, and every `addopts` that names the mode. */
  readonly modePlaces: readonly OptionPlace[];
  readonly patterns: NamePatterns;
  option(key: string): string | undefined;
}

export interface PytestRoots {
  readonly all: readonly PytestRoot[];
  rootOf(file: FileView): PytestRoot;
}

/** Files pytest looks for its configuration in, the one that wins first. */
const CONFIGS: readonly (readonly [ManifestView['kind'], readonly string[]])[] = [
  ['pytest-toml', ['pytest']],
  ['pytest-ini', ['pytest']],
  ['pyproject', ['tool.pytest', 'tool.pytest.ini_options']],
  ['tox-ini', ['pytest']],
  ['setup-cfg', ['tool:pytest']],
];

/** The pytest roots of a service; the service folder itself is one when it has no configuration. */
export const pytestRoots = defineFacts('pytest-roots', ({ service }): PytestRoots => readPytestRoots(service));

/** Reads the roots anew; rules ask for the facts. */
export function readPytestRoots(service: ServiceView): PytestRoots {
  const paths = service.files.map((file) => file.path);
  const context: RootContext = { service, paths, isOld: requiresOldPlugin(service.manifests) };
  const configured = [...byFolder(service.manifests)].map(([folder, manifests]) =>
    readRoot(folder, manifests, context),
  );
  const fallback = configured.find((root) => root.folder === service.path) ?? readFallback(context);
  const innermostFirst = [...configured].sort((a, b) => b.folder.length - a.folder.length);
  return {
    all: configured.includes(fallback) ? configured : [...configured, fallback],
    rootOf: (file) => innermostFirst.find((root) => isBelow(file.path, root.folder)) ?? fallback,
  };
}

interface RootContext {
  readonly service: ServiceView;
  readonly paths: readonly string[];
  readonly isOld: boolean;
}

/** Configuration files of pytest by their folder. */
function byFolder(manifests: readonly ManifestView[]): ReadonlyMap<string, readonly ManifestView[]> {
  const folders = new Map<string, readonly ManifestView[]>();
  for (const manifest of manifests.filter((each) => sectionOf(each) !== undefined)) {
    const folder = folderOf(manifest.path);
    folders.set(folder, [...(folders.get(folder) ?? []), manifest]);
  }
  return folders;
}

/** Without a configuration of its own a service runs under that of the nearest folder around it. */
function readFallback(context: RootContext): PytestRoot {
  const { path, neighbours } = context.service;
  const [outer] = byFolder(neighbours.outerManifests);
  if (outer === undefined) return readRoot(path, [], context);
  const root = readRoot(outer[0], outer[1], context);
  return { ...root, unit: `pytest-root:${path}`, isForeign: true, modePlaces: [], governedElsewhere: undefined };
}

/** Releases before 0.19, whose mode is legacy unless it is set. */
function requiresOldPlugin(manifests: readonly ManifestView[]): boolean {
  const specifiers = manifests.flatMap((manifest) =>
    manifest.requirements
      .filter(({ distribution }) => distribution === 'pytest-asyncio')
      .map(({ specifier }) => specifier),
  );
  return specifiers.some((specifier) => /(?:==|~=|\^|~|<)\s*0\.(?:\d|1[0-8])(?!\d)/.test(specifier));
}

function readRoot(
  folder: string,
  manifests: readonly ManifestView[],
  { service, paths, isOld }: RootContext,
): PytestRoot {
  const ranked = [...manifests].sort((a, b) => rankOf(a) - rankOf(b));
  const manifest = ranked[0];
  const section = manifest === undefined ? undefined : sectionOf(manifest);
  const config = manifest === undefined || section === undefined ? undefined : { manifest, section };
  const option = (key: string) =>
    config?.manifest.options.find((item) => item.section === config.section && item.key === key)?.value;
  const mode = commandLineMode(option('addopts')) ?? option('asyncio_mode')?.trim() ?? (isOld ? 'legacy' : 'strict');
  const patterns = readNamePatterns({ folder, paths, option });
  return {
    folder,
    isForeign: false,
    governedElsewhere: config === undefined ? undefined : findGoverned(folder, patterns, service),
    unit: `pytest-root:${folder}`,
    config,
    isAuto: mode === 'auto',
    runsPlainFixtures: /^(?:auto|legacy)$/.test(mode),
    modePlaces: ranked.flatMap(modePlacesOf),
    patterns,
    option,
  };
}

function findGoverned(folder: string, patterns: NamePatterns, { neighbours }: ServiceView): string | undefined {
  const closer = [...byFolder(neighbours.innerManifests).keys()];
  return neighbours.innerFiles.find(
    (path) =>
      isBelow(path, folder) &&
      patterns.isListed(path) &&
      patterns.isTestFile(path) &&
      !closer.some((other) => isBelow(path, other)),
  );
}

function modePlacesOf(manifest: ManifestView): readonly OptionPlace[] {
  const section = sectionOf(manifest);
  return manifest.options
    .filter((option) => option.section === section)
    .filter(
      (option) =>
        option.key === 'asyncio_mode' || (option.key === 'addopts' && commandLineMode(option.value) !== undefined),
    )
    .map((option) => ({ manifest, option }));
}

function sectionOf(manifest: ManifestView): string | undefined {
  const sections = CONFIGS.find(([kind]) => kind === manifest.kind)?.[1] ?? [];
  const written = sections.find((section) => manifest.options.some((option) => option.section === section));
  return written ?? (manifest.kind === 'pytest-ini' ? 'pytest' : undefined);
}

function rankOf(manifest: ManifestView): number {
  return CONFIGS.findIndex(([kind]) => kind === manifest.kind);
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
