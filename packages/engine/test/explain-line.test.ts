import { anyOf, callTo, decoratorNamed, defineRule, importOf, py, stringNaming } from '@moult/plugin-api';
import { explainLine } from '../src/explain/explain-line.ts';
import type { RewriteInput } from '../src/rewrite/rewrite-input.ts';
import { pluginOf, serviceOf } from './service-of.ts';

const addFlag = defineRule({
  name: 'add-flag',
  summary: 'flag has to be said',
  grade: 'review',
  find: callTo('oldlib.send').withoutKeyword('flag'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).add('flag', py`1`);
  },
});

const others = [
  defineRule({
    name: 'decorated',
    summary: 'x',
    grade: 'safe',
    find: decoratorNamed('oldlib.retry', 'called'),
    fix: () => {},
  }),
  defineRule({
    name: 'mixed',
    summary: 'x',
    grade: 'safe',
    find: anyOf<never>(importOf('oldlib.deep') as never, stringNaming('oldlib') as never),
    fix: () => {},
  }),
];

const TEXT = `import oldlib
from other import send
oldlib.send()
oldlib.send(flag=1)
send()
unknown.send()
x = 1
@oldlib.retry
def f(): ...
name = "other.thing"
`;

const input: RewriteInput = {
  service: serviceOf(
    { 'svc/a.py': TEXT },
    { notRelevant: ['svc/b.py'], skipped: [{ path: 'svc/c.py', reason: 'too big' }] },
  ),
  plugins: [{ plugin: pluginOf([addFlag, ...others] as never), options: {} }],
  grade: 'safe',
};

function reasonOf(line: number, rule: string): string {
  const explanation = explainLine(input, 'svc/a.py', line);
  if (explanation.kind !== 'explained') throw new Error(explanation.reason);
  const found = explanation.rules.find((each) => each.rule === rule);
  return `${found?.verdict}: ${found?.reason}`;
}

describe('explainLine', () => {
  test.each([
    [3, 'add-flag', 'offered: its grade is review, and this run selects safe'],
    [4, 'add-flag', 'not-found: the call has the keyword argument `flag` already'],
    [5, 'add-flag', 'not-found: `send` is `other.send`, not `oldlib.send`'],
    [6, 'add-flag', 'not-found: what `unknown.send` refers to is not known'],
    [7, 'add-flag', 'not-found: there is no call on this line'],
    [8, 'decorated', 'not-found: the decorator is not called'],
    [1, 'mixed', 'not-found: it imports `oldlib`, not `oldlib.deep`'],
    [10, 'mixed', 'not-found: the string "other.thing" names nothing at or below `oldlib`'],
  ])('says of line %i what kept %s from it', (line, rule, reason) => {
    expect(reasonOf(line, rule)).toBe(reason);
  });

  test('shows the syntax of the line and what its names refer to', () => {
    const explanation = explainLine(input, 'svc/a.py', 3);
    if (explanation.kind !== 'explained') throw new Error(explanation.reason);
    expect(explanation.text).toBe('oldlib.send()');
    expect(explanation.nodes.map(({ kind }) => kind)).toEqual([
      'module',
      'expression_statement',
      'call',
      'attribute',
      'identifier',
      'identifier',
      'argument_list',
    ]);
    expect(explanation.names).toMatchObject([{ text: 'oldlib.send', refersTo: '`oldlib.send`', certain: true }]);
    expect(explanation.names[0]?.evidence[0]).toMatchObject({ path: 'svc/a.py', line: 1 });
  });

  test('says of a file that was not parsed why', () => {
    expect(explainLine(input, 'svc/b.py', 1)).toMatchObject({ kind: 'not-parsed' });
    expect(explainLine(input, 'svc/c.py', 1)).toMatchObject({ kind: 'not-parsed', reason: 'too big' });
    expect(explainLine(input, 'svc/nowhere.py', 1)).toMatchObject({ reason: 'no such file in the service' });
    expect(explainLine(input, 'svc/a.py', 99)).toMatchObject({ reason: 'no such line in the file' });
  });
});
