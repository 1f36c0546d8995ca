import { type DecoratorSite, decoratorNamed, defineRule, type FixContext, setOption } from '@moult/plugin-api';
import { LOOP_SCOPE_OPTIONS, type LoopOverride, loopOverrides } from '../facts/loop-overrides.ts';
import { type PytestRoot, pytestRoots } from '../facts/pytest-roots.ts';
import { ASYNC_FIXTURES, FIXTURES } from '../names.ts';

/** A fixture named `event_loop` no longer decides on which loop tests run. */
export const eventLoopOverride = defineRule({
  name: 'event-loop-override',
  summary: 'a fixture named event_loop has no effect any more; loop scopes are options',
  source: 'https://pytest-asyncio.readthedocs.io/en/v1.0.0/how-to-guides/migrate_from_0_23.html',
  grade: 'review',
  find: decoratorNamed([...FIXTURES, ...ASYNC_FIXTURES]),
  fix(context) {
    const { site, file, facts, leave, flag } = context;
    const override = facts(loopOverrides).all.find((candidate) => candidate.view.node === site.decorated.node);
    if (override === undefined) return leave('it is another fixture');
    const root = facts(pytestRoots).rootOf(file);
    if (override.obstacle !== undefined) return flag(site.decorated.node, workOrder(override, override.obstacle));
    replaceByOptions(context, override, root);
  },
});

function replaceByOptions({ site, edit }: FixContext<DecoratorSite>, override: LoopOverride, root: PytestRoot): void {
  const { config } = root;
  edit.remove(site.decorated.node.parent ?? site.decorated.node);
  for (const module of ['asyncio', 'pytest', 'pytest_asyncio']) edit.imports.mayDrop(module);
  edit.unit(root.unit);
  if (config === undefined || override.scope === undefined || override.scope === 'function') return;
  for (const key of LOOP_SCOPE_OPTIONS)
    edit.needs(setOption(config.manifest.path, config.section, key, override.scope, root.unit));
  edit.evidence(
    `both loop scope options set to ${override.scope} give every test and fixture the one loop that this fixture gave them`,
  );
}

function workOrder({ scope }: LoopOverride, obstacle: string) {
  return {
    message: 'A fixture of the project overrides event_loop',
    why: `Since pytest-asyncio 1.0 it has no effect: tests pass, but on another loop. It is not replaced here because ${obstacle}`,
    todo: 'Remove it; set the loop scopes by option or by `loop_scope`, and another loop class by overriding `event_loop_policy`',
    suggestion: LOOP_SCOPE_OPTIONS.map((key) => `${key} = ${scope ?? 'session'}`).join('\n'),
  };
}
