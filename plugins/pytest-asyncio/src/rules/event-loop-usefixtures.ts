import { callTo, defineRule } from '@moult/plugin-api';
import { loopOverrides } from '../facts/loop-overrides.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';

/** `usefixtures("event_loop")` asks for a fixture that is gone. */
export const eventLoopUsefixtures = defineRule({
  name: 'event-loop-usefixtures',
  summary: 'the event_loop fixture is gone, so a mark cannot ask for it',
  source: 'https://pytest-asyncio.readthedocs.io/en/v1.0.0/reference/changelog.html',
  grade: 'safe',
  find: callTo('pytest.mark.usefixtures'),
  fix({ site, file, facts, edit, flag, leave }) {
    const index = site.call.arguments.findIndex(({ value }) => file.stringValue(value) === 'event_loop');
    if (index < 0) return leave('it asks for other fixtures');
    const decorator = site.node.parent;
    const isOnly = site.call.arguments.length === 1;
    if (facts(loopOverrides).remainingFor(file) !== undefined || (isOnly && decorator?.kind !== 'decorator'))
      return flag(site.node, LEFT);
    if (isOnly && decorator !== undefined) edit.remove(decorator);
    else edit.arguments(site.call).remove(index);
    edit.unit(facts(pytestRoots).rootOf(file).unit);
  },
});

const LEFT = {
  message: 'A mark asks for the event_loop fixture',
  why: 'pytest-asyncio 1.0 removed the fixture; one that the project defines is an ordinary fixture, whose loop is not the one tests run on',
  todo: 'Take `event_loop` out of the mark, and replace an `event_loop` fixture of the project',
};
