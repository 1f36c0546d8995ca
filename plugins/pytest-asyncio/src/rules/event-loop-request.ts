import { defineRule, type FunctionView, functionDefinition, pySource, type SyntaxNode } from '@moult/plugin-api';
import { collectedAs } from '../facts/collected-test.ts';
import { loopOverrides } from '../facts/loop-overrides.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';

/** The fixture `event_loop` is gone; inside a coroutine the running loop is asked for. */
export const eventLoopRequest = defineRule({
  name: 'event-loop-request',
  summary: 'the event_loop fixture is gone; a coroutine asks asyncio for the running loop',
  source: 'https://pytest-asyncio.readthedocs.io/en/v1.0.0/reference/changelog.html',
  grade: 'safe',
  find: functionDefinition(),
  fix({ site, file, facts, edit, leave, flag }) {
    const view = site.function;
    const parameter = view.parameters.find(
      (candidate) => candidate.name === 'event_loop' && candidate.kind === 'plain',
    );
    if (parameter === undefined) return leave('it does not ask for the event_loop fixture');
    const collected = collectedAs(file, view, facts);
    if (collected.kind === 'no') return leave(collected.reason);
    if (parameter.default !== undefined) return leave('the parameter has a default, so pytest does not fill it');
    if (isParametrized(view)) return leave('`parametrize` fills the parameter');
    const override = facts(loopOverrides).remainingFor(file);
    if (override !== undefined) return flag(view.node, overridden(`${override.file.path}:${override.view.node.line}`));
    if (!view.isAsync) return flag(view.node, SYNCHRONOUS);
    const uses = file.nodes('identifier').filter((node) => node.text === 'event_loop' && isInside(node, view.body));
    edit.parameters(view).remove('event_loop');
    if (uses.length > 0)
      edit.insertFirst(
        view.body,
        pySource(`event_loop = ${edit.imports.use('asyncio', undefined, 'module')}.get_running_loop()`),
      );
    edit.unit(facts(pytestRoots).rootOf(file).unit);
  },
});

function isParametrized({ decorators, owner }: FunctionView): boolean {
  return [...decorators, ...(owner?.decorators ?? [])].some(
    ({ name, call }) =>
      /(?:^|\.)parametrize$/.test(name.text) && /\bevent_loop\b/.test(call?.arguments[0]?.node.text ?? ''),
  );
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}

const SYNCHRONOUS = {
  message: 'A synchronous function asks for the event_loop fixture',
  why: 'pytest-asyncio 1.0 removed the fixture, so pytest ends with "fixture not found"',
  todo: 'Make it an `async def` test and await instead of `event_loop.run_until_complete`, or use `asyncio.Runner`',
  suggestion: 'with asyncio.Runner() as runner:\n    runner.run(…)',
};

function overridden(where: string) {
  return {
    message: `The event_loop fixture of ${where} is asked for`,
    why: 'Since pytest-asyncio 1.0 a fixture of that name is an ordinary fixture: its loop is not the one the test runs on',
    todo: 'Replace that fixture first (see the finding there), then ask for `asyncio.get_running_loop()` here',
  };
}
