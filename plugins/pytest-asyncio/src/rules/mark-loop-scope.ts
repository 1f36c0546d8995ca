import { anyOf, type CallSite, callTo, defineRule, py } from '@moult/plugin-api';
import { pytestRoots } from '../facts/pytest-roots.ts';
import { MARK } from '../names.ts';

const SCOPES = ['function', 'class', 'module', 'package', 'session'];

/** The mark takes `loop_scope=` and nothing else. */
export const markLoopScope = defineRule({
  name: 'mark-loop-scope',
  summary: 'the scope of a mark is called loop_scope',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/reference/markers/index.html',
  grade: 'safe',
  find: anyOf<CallSite>(callTo(MARK)),
  fix({ site, file, facts, edit, leave, flag }) {
    const { call } = site;
    const scope = call.keyword('scope');
    const positional = call.positional(0);
    if (scope === undefined && positional === undefined) return leave('it has no scope under the old name');
    if (scope !== undefined && (call.keyword('loop_scope') !== undefined || positional !== undefined))
      return flag(site.node, TWICE);
    if (scope !== undefined) edit.arguments(call).renameKeyword('scope', 'loop_scope');
    else if (positional !== undefined && SCOPES.includes(file.stringValue(positional.value) ?? ''))
      edit.arguments(call).nameKeyword(0, 'loop_scope');
    else if (positional?.value.text === 'True') edit.replace(site.node, py`${call.callee}`);
    else return flag(site.node, POSITIONAL);
    edit.unit(facts(pytestRoots).rootOf(file).unit);
  },
});

const TWICE = {
  message: 'The mark gives its scope twice',
  why: 'pytest-asyncio ends with UsageError for `scope` beside `loop_scope`',
  todo: 'Keep `loop_scope` alone',
};

const POSITIONAL = {
  message: 'The mark has a positional argument',
  why: 'Since pytest-asyncio 0.24 it raises ValueError for anything but `loop_scope`',
  todo: 'Write `loop_scope="…"`, or no argument at all',
};
