import { bumpRequirement, type ManifestChange, type ManifestContext, removeOption, setOption } from '@moult/plugin-api';
import { withoutMode } from './facts/mode-argument.ts';
import { type PytestRoot, type PytestRoots, pytestRoots } from './facts/pytest-roots.ts';
import { comment, mode, pin } from './options.ts';

/** pytest-asyncio 1.3.0 needs pytest 8.2 or newer and older than 10. */
const PYTEST = '9.0.2';

/** The requirements move together with the roots that need them, and the mode goes from every place that sets it. */
export function manifestChanges({ service, option, facts }: ManifestContext): readonly ManifestChange[] {
  const style = { pin: option(pin), ...(option(comment) === '' ? {} : { comment: option(comment) }) };
  const isStrict = option(mode) === 'strict';
  const roots = facts(pytestRoots).all;
  const usesPlugin = service.manifests.some((manifest) =>
    manifest.requirements.some(({ distribution }) => distribution === 'pytest-asyncio'),
  );
  return roots.flatMap((root) => [
    ...(usesPlugin ? [bumpRequirement('pytest-asyncio', { version: '1.3.0', ...style }, { unit: root.unit })] : []),
    ...(usesPlugin && hasOldPytest(service.manifests)
      ? [bumpRequirement('pytest', { version: PYTEST, ...style }, { unit: root.unit })]
      : []),
    ...(isStrict && root.runsPlainFixtures && governsTests(root, service, facts(pytestRoots))
      ? modeRemovals(root)
      : []),
  ]);
}

/** A configuration without tests below it is named on a command line, for tests that lie elsewhere and were not converted. */
function governsTests(root: PytestRoot, { path, files }: ManifestContext['service'], roots: PytestRoots): boolean {
  return root.folder === path || files.some((file) => roots.rootOf(file) === root);
}

function modeRemovals(root: PytestRoot): readonly ManifestChange[] {
  return root.modePlaces.map(({ manifest, option }) => {
    const rest = option.key === 'addopts' ? withoutMode(option.value) : '';
    if (rest === '') return removeOption(manifest.path, option.section, option.key, root.unit);
    return setOption(manifest.path, option.section, option.key, rest, root.unit);
  });
}

/** Whether some requirement pins pytest below what pytest-asyncio 1.3.0 accepts. */
function hasOldPytest(manifests: ManifestContext['service']['manifests']): boolean {
  const specifiers = manifests.flatMap((manifest) =>
    manifest.requirements.filter(({ distribution }) => distribution === 'pytest').map(({ specifier }) => specifier),
  );
  return specifiers.some((specifier) => /(?:==|~=|<=?)\s*(?:[0-7]\b|8(?:\.[01])?(?![\d.])|8\.[01]\.)/.test(specifier));
}
