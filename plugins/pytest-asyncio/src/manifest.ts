import {
  bumpRequirement,
  type ManifestChange,
  type ManifestContext,
  type ManifestReport,
  type ManifestView,
  removeOption,
  setOption,
} from '@moult/plugin-api';
import { withoutMode } from './facts/mode-argument.ts';
import { findModeLines } from './facts/mode-on-command-line.ts';
import { type PytestRoot, type PytestRoots, pytestRoots } from './facts/pytest-roots.ts';
import { comment, mode, pin } from './options.ts';
import { reportModeLines, reportSharedModes } from './reports/mode-reports.ts';
import { reportPythonFloor } from './reports/python-floor-reports.ts';

/** pytest-asyncio 1.3.0 needs pytest 8.2 or newer and older than 10. */
const PYTEST = '9.0.2';

/**
 * The requirements move together with the roots that need them, and the mode goes from every place that sets it. What stands in the way of that in
 * files that are not changed is reported.
 */
export function manifestChanges(context: ManifestContext): readonly (ManifestChange | ManifestReport)[] {
  const { service, option, facts } = context;
  const roots = facts(pytestRoots);
  const isStrict = option(mode) === 'strict';
  const removals = roots.all.flatMap((root) =>
    isStrict && root.runsPlainFixtures && governsTests(root, service, roots) ? modeRemovals(root) : [],
  );
  const requirements = requirementsOf(service.manifests, 'pytest-asyncio');
  if (requirements.length === 0) return isStrict ? [...removals, ...reportSharedModes(roots.all)] : removals;
  const units = roots.all.map((root) => root.unit);
  return [
    ...units.flatMap((unit) => bumps(context, unit)),
    ...removals,
    ...(isStrict ? reportSharedModes(roots.all) : []),
    ...(isStrict ? reportModeLines(findModeLines(service.manifests, roots), roots.all) : []),
    ...(requirements.some(isBelowTarget) ? reportPythonFloor(service.manifests, units) : []),
  ];
}

function bumps({ service, option }: ManifestContext, unit: string): readonly ManifestChange[] {
  const style = {
    pin: option(pin),
    ...(option(comment) === '' ? {} : { comment: option(comment) }),
    // The support range of the project has reports of its own; here it is about lines with markers.
    ...(hasPythonMarker(service.manifests) ? { python: '3.10' } : {}),
  };
  const plugin = bumpRequirement('pytest-asyncio', { version: '1.3.0', ...style }, { unit });
  if (!hasOldPytest(service.manifests)) return [plugin];
  return [plugin, bumpRequirement('pytest', { version: PYTEST, ...style }, { unit })];
}

function hasPythonMarker(manifests: readonly ManifestView[]): boolean {
  return manifests.some(({ requirements }) =>
    requirements.some(
      ({ distribution, marker }) => /^pytest(?:-asyncio)?$/.test(distribution) && marker?.includes('python'),
    ),
  );
}

function requirementsOf(
  manifests: readonly ManifestView[],
  distribution: string,
): readonly { readonly editable: boolean; readonly specifier: string }[] {
  return manifests.flatMap(({ editable, requirements }) =>
    requirements.filter((each) => each.distribution === distribution).map(({ specifier }) => ({ editable, specifier })),
  );
}

/** A requirement that is moved: it has an upper bound, and that lies below 1.3.0. */
function isBelowTarget({ editable, specifier }: { readonly editable: boolean; readonly specifier: string }): boolean {
  return editable && /(?:^|==|~=|\^|~|<=?)\s*v?(?:0\b|1(?:\.[0-2])?(?![\d.])|1\.[0-2]\.)/.test(specifier);
}

/** A configuration without tests below it is named on a command line, for tests that lie elsewhere and were not converted. */
function governsTests(root: PytestRoot, { path, files }: ManifestContext['service'], roots: PytestRoots): boolean {
  return root.folder === path || files.some((file) => roots.rootOf(file) === root);
}

/** A mode that other services need stays until they are converted. */
function modeRemovals(root: PytestRoot): readonly ManifestChange[] {
  if (root.governedElsewhere !== undefined) return [];
  return root.modePlaces.map(({ manifest, option }) => {
    const rest = option.key === 'addopts' ? withoutMode(option.value) : '';
    if (rest === '') return removeOption(manifest.path, option.section, option.key, root.unit);
    return setOption(manifest.path, option.section, option.key, rest, root.unit);
  });
}

/** Whether some requirement pins pytest below what pytest-asyncio 1.3.0 accepts. */
function hasOldPytest(manifests: ManifestContext['service']['manifests']): boolean {
  const specifiers = requirementsOf(manifests, 'pytest').map(({ specifier }) => specifier);
  return specifiers.some((specifier) => /(?:==|~=|<=?)\s*(?:[0-7]\b|8(?:\.[01])?(?![\d.])|8\.[01]\.)/.test(specifier));
}
