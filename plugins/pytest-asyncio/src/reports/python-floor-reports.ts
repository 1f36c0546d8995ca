import { type FindingText, type ManifestReport, type ManifestView, reportLine } from '@moult/plugin-api';
import { findOldPythons, type OldPython } from '../facts/python-floor.ts';

/**
 * Lines that let in a Python on which pytest-asyncio 1.3.0 cannot be installed. Which Pythons a service supports is for its owners to say, so
 * no line is changed; where none from 3.10 on is let in, the units are held.
 */
export function reportPythonFloor(
  manifests: readonly ManifestView[],
  units: readonly string[],
): readonly ManifestReport[] {
  return findOldPythons(manifests).map((old) =>
    reportLine({
      rule: 'python-floor',
      path: old.manifest.path,
      line: old.line,
      finding: findingOf(old),
      ...(old.admitsNew
        ? {}
        : {
            holds: {
              units,
              reason: `\`${old.versions.join('')}\` lets in no Python that pytest-asyncio 1.3.0 runs on; it needs 3.10`,
            },
          }),
    }),
  );
}

const WHY = 'pytest-asyncio 1.3.0 and pytest 9 need Python 3.10 or newer';

function findingOf({ kind, versions, admitsNew, manifest }: OldPython): FindingText {
  const written = versions.map((version) => `\`${version}\``).join(', ');
  switch (kind) {
    case 'constraint':
      return admitsNew ? wideConstraint(written) : narrowConstraint(written);
    case 'environment':
      return {
        message: `${written} is older than Python 3.10`,
        why: `${WHY}, so the installation ends with an error there`,
        todo: environmentTodo(manifest),
      };
    case 'classifier':
      return {
        message: `The classifiers list ${written}`,
        why: `${WHY}, so the tests no longer run on these`,
        todo: 'Take these classifiers out where the service gives these versions up; nothing is installed by them',
        level: 'note',
      };
  }
}

function wideConstraint(written: string): FindingText {
  return {
    message: `${written} lets in Python before 3.10`,
    why: `${WHY}: pip ends with an error on an older one, and Poetry, uv and PDM cannot lock for a range that has older ones in it`,
    todo: 'Raise the constraint to 3.10 if the service gives the older versions up; otherwise keep the old pytest-asyncio for them by an environment marker, and the code on what both have',
    suggestion: 'requires-python = ">=3.10"',
  };
}

function narrowConstraint(written: string): FindingText {
  return {
    message: `${written} lets in no Python from 3.10 on`,
    why: `${WHY}, so nothing of this upgrade is made here`,
    todo: 'Move the service to Python 3.10 or newer first, then plan again',
    suggestion: 'requires-python = ">=3.10"',
  };
}

function environmentTodo({ kind, path }: ManifestView): string {
  switch (kind) {
    case 'dockerfile':
      return 'Build on an image of Python 3.10 or newer, such as `python:3.12-slim`, if the tests or their requirements are installed in this image';
    case 'tox-ini':
      return 'Take the environment out of the list, or give it the old pytest-asyncio by a factor-conditional line such as `py39: pytest-asyncio==0.23.8`';
    case 'python-version':
      return `Write 3.10 or newer into ${path}, as the service is to run on it`;
    default:
      return 'Take the version out of the matrix, or raise it to 3.10 or newer, in the jobs that install the test requirements';
  }
}
