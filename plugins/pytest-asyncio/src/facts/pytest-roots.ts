import { defineFacts, type FileView, type ManifestView, type OptionView } from '@moult/plugin-api';
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
export const pytestRoots = defineFacts('pytest-roots', ({ service }): PytestRoots => {
  const folders = new Map<string, ManifestView[]>();
  for (const manifest of service.manifests) {
    if (sectionOf(manifest) === undefined) continue;
    const folder = folderOf(manifest.path);
    folders.set(folder, [...(folders.get(folder) ?? []), manifest]);
  }
  const paths = service.files.map((file) => file.path);
  const isOld = requiresOldPlugin(service.manifests);
  const configured = [...folders].map(([folder, manifests]) => readRoot(folder, manifests, paths, isOld));
  const fallback = configured.find((root) => root.folder === service.path) ?? readRoot(service.path, [], paths, isOld);
  const innermostFirst = [...configured].sort((a, b) => b.folder.length - a.folder.length);
  return {
    all: configured.includes(fallback) ? configured : [...configured, fallback],
    rootOf: (file) => innermostFirst.find((root) => isBelow(file.path, root.folder)) ?? fallback,
  };
});

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
  paths: readonly string[],
  isOld: boolean,
): PytestRoot {
  const ranked = [...manifests].sort((a, b) => rankOf(a) - rankOf(b));
  const manifest = ranked[0];
  const section = manifest === undefined ? undefined : sectionOf(manifest);
  const config = manifest === undefined || section === undefined ? undefined : { manifest, section };
  const option = (key: string) =>
    config?.manifest.options.find((item) => item.section === config.section && item.key === key)?.value;
  const mode = commandLineMode(option('addopts')) ?? option('asyncio_mode')?.trim() ?? (isOld ? 'legacy' : 'strict');
  return {
    folder,
    unit: `pytest-root:${folder}`,
    config,
    isAuto: mode === 'auto',
    runsPlainFixtures: /^(?:auto|legacy)$/.test(mode),
    modePlaces: ranked.flatMap(modePlacesOf),
    patterns: readNamePatterns({ folder, paths, option }),
    option,
  };
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
