import type { ManifestView } from '@moult/plugin-api';
import type { PytestRoots } from './pytest-roots.ts';

/** A line that starts pytest in auto mode. */
export interface ModeLine {
  readonly manifest: ManifestView;
  /** From 1. */
  readonly line: number;
  /** The argument as written. */
  readonly argument: string;
}

const ARGUMENT =
  /--asyncio-mode(?:[=\s]|["'],\s*["'])\s*["']?auto\b|(?:-o|--override-ini)(?:[=\s]|["'],\s*["'])?\s*["']?asyncio_mode\s*=\s*auto\b/;

/** The argument by which a text sets auto mode; undefined where it sets none. */
export function autoArgument(text: string): string | undefined {
  return ARGUMENT.exec(text)?.[0];
}

/** Commands in CI files, scripts, Makefiles, Dockerfiles and tool sections that set auto mode. It beats the configuration. */
export function findModeLines(manifests: readonly ManifestView[], roots: PytestRoots): readonly ModeLine[] {
  return manifests
    .filter(({ kind, text }) => kind !== 'lock' && autoArgument(text) !== undefined)
    .flatMap((manifest) => {
      const isOption = (line: number) => isPartOfOption(manifest, line, roots);
      return manifest.text.split('\n').flatMap((text, index): readonly ModeLine[] => {
        const argument = /^\s*(?:#|;|\/\/)/.test(text) ? undefined : autoArgument(text);
        return argument === undefined || isOption(index + 1) ? [] : [{ manifest, line: index + 1, argument }];
      });
    });
}

/** The options that pytest reads are converted with their root. */
function isPartOfOption(manifest: ManifestView, line: number, roots: PytestRoots): boolean {
  return roots.all
    .flatMap((root) => root.modePlaces)
    .some(
      (place) =>
        place.manifest.path === manifest.path &&
        place.option.line <= line &&
        line <= place.option.line + place.option.value.split('\n').length,
    );
}
