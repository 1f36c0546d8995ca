import { type FindingText, type ManifestReport, reportLine } from '@moult/plugin-api';
import type { ModeLine } from '../facts/mode-on-command-line.ts';
import type { PytestRoot } from '../facts/pytest-roots.ts';

/** Commands that set auto mode, in files that are only read. */
export function reportModeLines(lines: readonly ModeLine[], roots: readonly PytestRoot[]): readonly ManifestReport[] {
  const isConverted = roots.some((root) => root.isAuto);
  return lines.map(({ manifest, line, argument }) =>
    reportLine({ rule: 'mode-elsewhere', path: manifest.path, line, finding: modeFinding(argument, isConverted) }),
  );
}

/** What to do about auto mode that a command or a hook sets. */
export function modeFinding(written: string, isConverted: boolean): FindingText {
  return isConverted
    ? {
        message: `\`${written}\` sets auto mode beside the configuration`,
        why: 'It beats the configuration. The tests get their marks and the configuration goes strict, and whatever is started from here stays in auto mode, where a mark that is missing later goes unnoticed',
        todo: `Take \`${written}\` out of this line`,
      }
    : {
        message: `\`${written}\` sets auto mode, and the configuration does not`,
        why: 'It beats the configuration, so tests and fixtures without marks run where pytest is started from here and nowhere else. Auto mode works in 1.3.0 as before; a unit has no change for a line that is not edited, so tests are left as they are',
        todo: 'To go strict, write `asyncio_mode = auto` into the pytest configuration, plan again, which converts tests and fixtures, and take the argument out here. To stay in auto mode, move it into the configuration',
        suggestion: '[pytest]\nasyncio_mode = auto',
      };
}

/** Configuration that governs the tests of other services too keeps its mode until they are converted. */
export function reportSharedModes(roots: readonly PytestRoot[]): readonly ManifestReport[] {
  return roots.flatMap((root) =>
    root.governedElsewhere === undefined || !root.runsPlainFixtures
      ? []
      : root.modePlaces.map(({ manifest, option }) =>
          reportLine({
            rule: 'mode-elsewhere',
            path: manifest.path,
            line: option.line,
            finding: sharedMode(root.governedElsewhere ?? '', option.key),
          }),
        ),
  );
}

function sharedMode(path: string, key: string): FindingText {
  return {
    message: `The mode set here governs tests of other services too, such as ${path}`,
    why: 'Services are changed one by one: without the mode, the tests of those that are not converted yet would not run. Tests that have their marks run in either mode',
    todo: `Take the mode out of \`${key}\` once the services below this folder are converted`,
  };
}
