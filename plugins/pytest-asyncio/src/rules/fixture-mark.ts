import { type DecoratorSite, decoratorNamed, defineRule } from '@moult/plugin-api';
import { isFixture } from '../facts/collected-test.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';

/** Marks on fixtures never had an effect and end the collection since pytest 9. */
export const fixtureMark = defineRule<DecoratorSite>({
  name: 'fixture-mark',
  summary: 'a mark on a fixture is an error since pytest 9',
  source: 'https://docs.pytest.org/en/stable/deprecations.html#applying-a-mark-to-a-fixture-function',
  grade: 'safe',
  find: decoratorNamed(['pytest.mark.*']),
  fix({ site, file, facts, edit, leave }) {
    const { decorated, decorator } = site;
    if (decorated.kind !== 'function' || !isFixture(file, decorated)) return leave('it does not stand on a fixture');
    edit.decorators(decorated).remove(decorator.node);
    edit.imports.mayDrop('pytest');
    edit.unit(facts(pytestRoots).rootOf(file).unit);
    edit.evidence('it had no effect on any version; pytest 9 refuses to collect the module');
  },
});
