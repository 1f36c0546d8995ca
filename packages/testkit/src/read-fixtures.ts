import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { MoultError } from '@moult/errors';
import type { ExpectedFinding, Fixture, FixtureFile, FixtureSettings } from './fixture.ts';

const SETTINGS = ['options', 'only', 'without'];

/**
 * Reads every fixture below a folder. A fixture is a folder with `before.py`, or with a tree `before/`; `after.py` or `after/` holds what comes out and
 * is left out when nothing may change. Throws `E-FIXTURE` for a folder that is neither.
 */
export function readFixtures(folder: string): readonly Fixture[] {
  if (!existsSync(folder))
    throw new MoultError('E-FIXTURE', `There are no fixtures in "${folder}".`, {
      where: folder,
      hint: 'Make a folder with a before.py in it.',
    });
  return fixtureFolders(folder).map((path) => readFixture(path, relative(folder, path).split(sep).join('/')));
}

function fixtureFolders(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  if (entries.some((entry) => entry.name === 'before' || entry.name === 'before.py')) return [folder];
  const found = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => fixtureFolders(join(folder, entry.name)));
  if (found.length > 0 || entries.every((entry) => !entry.isDirectory())) {
    if (found.length === 0)
      throw new MoultError('E-FIXTURE', `"${folder}" holds no before.py.`, {
        where: folder,
        hint: 'Add one, or remove the folder.',
      });
    return found;
  }
  return found;
}

function readFixture(folder: string, name: string): Fixture {
  const before = readSide(folder, 'before');
  const after = readSide(folder, 'after');
  const settings = readJson<FixtureSettings>(join(folder, 'case.json')) ?? {};
  const unknown = Object.keys(settings).find((key) => !SETTINGS.includes(key));
  if (unknown !== undefined)
    throw new MoultError('E-FIXTURE', `case.json has the unknown key "${unknown}".`, {
      where: folder,
      hint: `Known keys: ${SETTINGS.join(', ')}.`,
    });
  return {
    name,
    before,
    after: after.length === 0 ? before : after,
    mustChange: after.length > 0,
    findings: readJson<readonly ExpectedFinding[]>(join(folder, 'findings.json')) ?? [],
    settings,
  };
}

function readSide(folder: string, side: 'before' | 'after'): readonly FixtureFile[] {
  const single = join(folder, `${side}.py`);
  if (existsSync(single)) return [{ path: 'before.py', bytes: readFileSync(single) }];
  const tree = join(folder, side);
  if (!existsSync(tree)) return [];
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => statSync(join(tree, path)).isFile())
    .sort()
    .map((path) => ({ path, bytes: readFileSync(join(tree, path)) }));
}

/** What an author wrote down; a wrong shape shows in the comparison. */
function readJson<T>(path: string): T | undefined {
  // The author of the fixture vouches for the shape of the document.
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}
