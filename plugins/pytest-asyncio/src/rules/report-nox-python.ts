import { type DecoratorSite, decoratorNamed, defineRule } from '@moult/plugin-api';
import { FIRST_MINOR } from '../facts/python-range.ts';

/** Sessions of nox name the Pythons that tests are installed on. */
export const reportNoxPython = defineRule<DecoratorSite>({
  name: 'report-nox-python',
  summary: 'pytest-asyncio 1.3.0 needs Python 3.10',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/reference/changelog.html',
  grade: 'manual',
  find: decoratorNamed('nox.session', 'called'),
  fix({ site, file, service, flag, leave }) {
    const isMoved = service.manifests.some(({ requirements }) =>
      requirements.some(({ distribution }) => distribution === 'pytest-asyncio'),
    );
    const written = site.decorator.call?.keyword('python')?.value;
    const value = written && (file.constant(written)?.node ?? written);
    const versions = [...(value?.text ?? '').matchAll(/["'](?:pypy-?)?(\d)\.(\d+)["']/g)];
    const old = versions.filter(([, major, minor]) => major === '2' || Number(minor) < FIRST_MINOR);
    if (!isMoved || old.length === 0) return leave('it names no Python before 3.10');
    const names = old.map(([name]) => name).join(', ');
    flag(site.decorator.node, {
      message: `The session runs on ${names}`,
      why: 'pytest-asyncio 1.3.0 and pytest 9 need Python 3.10 or newer, so the installation ends with an error there',
      todo: 'Take these versions out of the session, if it installs the test requirements',
    });
  },
});
