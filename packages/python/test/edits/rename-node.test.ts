import type { ImportIntent } from '../../src/edits/import-intent.ts';
import { editSource, type Subject } from './edit-source.ts';

function rename(source: string, at: (subject: Subject) => ReturnType<Subject['node']>, to: string) {
  const { after, change } = editSource(source, (edit, subject) => edit.rename(at(subject), to), at);
  return { after, intents: change.intents };
}

const first = (kind: string) => (subject: Subject) => subject.tree.nodes(kind)[0]!;
const last = (kind: string) => (subject: Subject) => subject.tree.nodes(kind).at(-1)!;

test.each<
  readonly [string, string, (subject: Subject) => ReturnType<Subject['node']>, string, string, readonly ImportIntent[]]
>([
  [
    'an imported name',
    'from a import B\nB()\n',
    last('identifier'),
    'c.B',
    'from a import B\nB()\n',
    [{ kind: 'rename', from: 'a.B', to: 'c.B' }],
  ],
  [
    'an imported name that changes',
    'from a import B\nB()\n',
    last('identifier'),
    'c.D',
    'from a import B\nD()\n',
    [{ kind: 'rename', from: 'a.B', to: 'c.D' }],
  ],
  [
    'an imported name whose successor is taken',
    'from a import B\nD = 1\nB()\n',
    last('identifier'),
    'c.D',
    'from a import B\nD = 1\nB()\n',
    [{ kind: 'rename', from: 'a.B', to: 'c.D', local: 'B' }],
  ],
  [
    'a name with an alias',
    'from a import B as X\nX()\n',
    last('identifier'),
    'c.D',
    'from a import B as X\nX()\n',
    [{ kind: 'rename', from: 'a.B', to: 'c.D' }],
  ],
  [
    'an attribute of a module',
    'import a\na.B()\n',
    last('attribute'),
    'c.D',
    'import a\nc.D()\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
  [
    'an attribute of an alias',
    'import a as x\nx.B()\n',
    last('attribute'),
    'c.D',
    'import a as x\nx.D()\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
  [
    'an attribute of a submodule',
    'import a.b\na.b.C()\n',
    first('attribute'),
    'n.m.D',
    'import a.b\nn.m.D()\n',
    [{ kind: 'rename', from: 'a.b', to: 'n.m' }],
  ],
  [
    'an attribute of an imported module',
    'from a import b\nb.C()\n',
    last('attribute'),
    'n.m.D',
    'from a import b\nm.D()\n',
    [{ kind: 'rename', from: 'a.b', to: 'n.m' }],
  ],
  [
    'a chain over lines',
    'import a\n(a  # c\n .B)()\n',
    last('attribute'),
    'c.B',
    'import a\n(c  # c\n .B)()\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
  ['a member of an object', 'x.id\n', last('attribute'), 'a.C.identifier', 'x.identifier\n', []],
  ['a member of a call', 'f().retry.statistics\n', first('attribute'), 'a.F.stats', 'f().retry.stats\n', []],
  ['a name of a star import', 'from a import *\nB()\n', last('identifier'), 'c.D', 'from a import *\nD()\n', []],
  ['a string', "f(r'a.B')\n", last('string'), 'c.D', "f(r'c.D')\n", []],
  [
    'an import',
    'import a as x\n',
    last('aliased_import'),
    'c',
    'import a as x\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
  [
    'an imported member',
    'from a import B, C\nB\n',
    ({ tree }) => tree.nodes('import_from_statement')[0]!.fields('name')[0]!,
    'c.D',
    'from a import B, C\nB\n',
    [{ kind: 'rename', from: 'a.B', to: 'c.D' }],
  ],
  [
    'a star import',
    'from a import *\n',
    last('wildcard_import'),
    'c',
    'from a import *\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
  [
    'inside an f-string',
    'import a\nf"{a.B}"\n',
    last('attribute'),
    'c.D',
    'import a\nf"{c.D}"\n',
    [{ kind: 'rename', from: 'a', to: 'c' }],
  ],
])('renames %s', (_, before, at, to, after, intents) => {
  const result = rename(before, at, to);
  expect(result.after).toBe(after);
  expect(result.intents).toEqual(intents);
});

test('a name that is taken leaves no way to write a module', () => {
  expect(() => rename('import a\nc = 1\na.B()\n', last('attribute'), 'c.B')).toThrow(
    expect.objectContaining({ code: 'E-REFUSED' }),
  );
});

test.each(['f"{x}a.B"', '"a" "b"', '"a\\x2eB"'])('the string %s is refused', (source) => {
  const kind = source.includes('" "') ? 'concatenated_string' : 'string';
  expect(() => rename(source, ({ tree }) => tree.nodes(kind)[0]!, 'c.D')).toThrow(
    expect.objectContaining({ code: 'E-REFUSED' }),
  );
});
