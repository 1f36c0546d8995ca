import { type ArgumentsEdit, py } from '@moult/plugin-api';
import { isEditRefusal } from '../../src/edits/refuse-edit.ts';
import { editSource } from './edit-source.ts';

function editCall(source: string, act: (edit: ArgumentsEdit) => void): string {
  return editSource(source, (edit, { node }) => act(edit.arguments(node('call')))).after;
}

const add = (edit: ArgumentsEdit) => edit.add('k', py`v`);

describe('adding a keyword', () => {
  test.each([
    ['an empty call', 'f()', 'f(k=v)'],
    ['a call of one line', 'f(a, b=1)', 'f(a, b=1, k=v)'],
    ['a final comma on one line', 'f(a,)', 'f(a, k=v,)'],
    ['before a double star', 'f(a, **kw)', 'f(a, k=v, **kw)'],
    ['before a lone double star', 'f(**kw)', 'f(k=v, **kw)'],
    ['after a star', 'f(*a)', 'f(*a, k=v)'],
    ['a generator gets parentheses', 'f(x for x in y)', 'f((x for x in y), k=v)'],
    ['one a line with a final comma', 'f(\n    a,\n    b,\n)', 'f(\n    a,\n    b,\n    k=v,\n)'],
    ['one a line without a final comma', 'f(\n    a,\n    b\n)', 'f(\n    a,\n    b,\n    k=v\n)'],
    ['a comment behind the last argument', 'f(\n    a,\n    b,  # c\n)', 'f(\n    a,\n    b,  # c\n    k=v,\n)'],
    ['a comment and no final comma', 'f(\n    a,\n    b  # c\n)', 'f(\n    a,\n    b,  # c\n    k=v\n)'],
    ['a comment line at the end', 'f(\n    a,\n    # c\n)', 'f(\n    a,\n    k=v,\n    # c\n)'],
    ['before a double star on its line', 'f(\n    a,\n    **kw,\n)', 'f(\n    a,\n    k=v,\n    **kw,\n)'],
    ['before a lone double star on its line', 'f(\n    **kw\n)', 'f(\n    k=v,\n    **kw\n)'],
    ['an aligned call', 'f(a,\n  b)', 'f(a,\n  b,\n  k=v)'],
    ['several arguments on one inner line', 'f(\n    a, b\n)', 'f(\n    a, b, k=v\n)'],
    ['a hugging argument', 'f([\n    a,\n])', 'f([\n    a,\n], k=v)'],
    ['a comment in an empty call', 'f(  # c\n)', 'f(  # c\n    k=v\n)'],
    ['a comment line in an empty call', 'f(\n    # c\n)', 'f(\n    # c\n    k=v\n)'],
    ['tabs', 'if x:\n\tf(\n\t\ta,\n\t)\n', 'if x:\n\tf(\n\t\ta,\n\t\tk=v,\n\t)\n'],
    ['CRLF', 'f(\r\n    a,\r\n)\r\n', 'f(\r\n    a,\r\n    k=v,\r\n)\r\n'],
    ['a backslash', 'x = \\\n  f(a)', 'x = \\\n  f(a, k=v)'],
    ['an implicit concatenation', 'f("a" "b")', 'f("a" "b", k=v)'],
    ['a nested call', 'g(f(a), 1)', 'g(f(a), 1)', 'same'],
  ])('%s', (_, before, after, kind = 'changed') => {
    if (kind === 'changed') expect(editCall(before, add)).toBe(after);
    else expect(editCall(before, () => undefined)).toBe(after);
  });

  test('a line that gets too long is spread as a formatter would', () => {
    const head = 'client = asyncio_mqtt.Client("a.host.name.example.org", port=1883, username="x")';
    expect(editCall(head, (edit) => edit.add('identifier', py`"automation"`))).toBe(
      'client = asyncio_mqtt.Client(\n    "a.host.name.example.org", port=1883, username="x", identifier="automation"\n)',
    );
  });

  test('a list that does not fit one line gets one line for each argument', () => {
    const head = `retry(${'stop=stop_after_attempt(attempts), wait=wait_exponential(multiplier=1, max=10)'})`;
    const value = 'before_sleep_log(logger, logging.WARNING)';
    expect(editCall(head, (edit) => edit.add('before_sleep', py`${value}`))).toBe(
      `retry(\n    stop=stop_after_attempt(attempts),\n    wait=wait_exponential(multiplier=1, max=10),\n    before_sleep=${value},\n)`,
    );
  });

  test('several keywords keep their order', () => {
    expect(editCall('f(a)', (edit) => edit.add('b', py`1`).add('c', py`2`))).toBe('f(a, b=1, c=2)');
  });

  test('a loose value gets parentheses only where it needs them', () => {
    expect(editCall('f()', (edit) => edit.add('a', py`x if y else z`).add('b', py`(yield)`))).toBe(
      'f(a=x if y else z, b=(yield))',
    );
  });

  test('an argument that is there already is refused', () => {
    expect.assertions(1);
    try {
      editCall('f(k=1)', add);
    } catch (error) {
      expect(isEditRefusal(error)).toBe(true);
    }
  });
});

describe('other edits of arguments', () => {
  test.each<readonly [string, string, (edit: ArgumentsEdit) => void, string]>([
    ['rename', 'f(a, old=1)', (edit) => edit.renameKeyword('old', 'new'), 'f(a, new=1)'],
    ['rename with blanks', 'f(old = 1)', (edit) => edit.renameKeyword('old', 'new'), 'f(new = 1)'],
    ['name', 'f(a, b)', (edit) => edit.nameKeyword(1, 'k'), 'f(a, k=b)'],
    ['name two', 'f(a, b, c=1)', (edit) => edit.nameKeyword(0, 'x').nameKeyword(1, 'y'), 'f(x=a, y=b, c=1)'],
    ['name a generator', 'f(x for x in y)', (edit) => edit.nameKeyword(0, 'k'), 'f(k=(x for x in y))'],
    ['name a walrus', 'f(x := 1)', (edit) => edit.nameKeyword(0, 'k'), 'f(k=(x := 1))'],
    ['remove the only one', 'f(a=1)', (edit) => edit.remove('a'), 'f()'],
    ['remove the first', 'f(a=1, b=2)', (edit) => edit.remove('a'), 'f(b=2)'],
    ['remove the last', 'f(a=1, b=2)', (edit) => edit.remove('b'), 'f(a=1)'],
    ['remove the last before a final comma', 'f(a=1, b=2,)', (edit) => edit.remove('b'), 'f(a=1,)'],
    ['remove two of three', 'f(a, b, c)', (edit) => edit.remove(1).remove(2), 'f(a)'],
    ['remove around one', 'f(a, b, c)', (edit) => edit.remove(0).remove(2), 'f(b)'],
    ['remove all', 'f(a, b)', (edit) => edit.remove(0).remove(1), 'f()'],
    ['remove a line', 'f(\n    a=1,\n    b=2,\n)', (edit) => edit.remove('a'), 'f(\n    b=2,\n)'],
    ['remove the last line', 'f(\n    a=1,\n    b=2\n)', (edit) => edit.remove('b'), 'f(\n    a=1\n)'],
    [
      'remove a line and keep its comment',
      'f(\n    a=1,  # one\n    b=2,  # two\n)',
      (edit) => edit.remove('a'),
      'f(\n    # one\n    b=2,  # two\n)',
    ],
    [
      'remove a line and keep the comment above',
      'f(\n    # about a\n    a=1,\n    b=2,\n)',
      (edit) => edit.remove('a'),
      'f(\n    # about a\n    b=2,\n)',
    ],
    ['remove in an aligned call', 'f(a, b,  # c\n  d)', (edit) => edit.remove(1), 'f(a,  # c\n  d)'],
    ['the rest of an aligned call comes up', 'f(a,\n  b,\n  c)', (edit) => edit.remove(0), 'f(b,\n  c)'],
    ['two before a line break', 'f(a, b,\n  c)', (edit) => edit.remove(0).remove(1), 'f(c)'],
    ['two over a line break', 'f(a,\n  b, c)', (edit) => edit.remove(0).remove(1), 'f(c)'],
    ['two and a line of its own', 'f(a, b,\n  c,\n  d)', (edit) => edit.remove(0).remove(1).remove(2), 'f(\n  d)'],
    ['the second before a line break', 'f(a, b,\n  c)', (edit) => edit.remove(1), 'f(a,\n  c)'],
    ['the two before a line break', 'f(a, b, c,\n  d)', (edit) => edit.remove(1).remove(2), 'f(a,\n  d)'],
    ['three behind the bracket', 'f(a, b, c,\n  d)', (edit) => edit.remove(0).remove(1).remove(2), 'f(d)'],
    ['two with a comment between', 'f(a, b,  # b\n  c)', (edit) => edit.remove(0).remove(1), 'f(  # b\n  c)'],
    ['remove all and keep comments', 'f(\n    a=1,  # one\n)', (edit) => edit.remove('a'), 'f(\n    # one\n)'],
    ['replace a value', 'f(a, t=None)', (edit) => edit.replaceValue('t', py`math.inf`), 'f(a, t=math.inf)'],
    ['replace a position', 'f(a, b)', (edit) => edit.replaceValue(0, py`x`), 'f(x, b)'],
    ['insert a position', 'f(a, b)', (edit) => edit.insertPositional(1, py`x`), 'f(a, x, b)'],
    ['insert the first position', 'f(k=1)', (edit) => edit.insertPositional(0, py`x`), 'f(x, k=1)'],
    ['insert the last position', 'f(a)', (edit) => edit.insertPositional(1, py`x`), 'f(a, x)'],
    ['insert the only position', 'f()', (edit) => edit.insertPositional(0, py`x`), 'f(x)'],
    [
      'insert on a line',
      'f(\n    a,\n    b,\n)',
      (edit) => edit.insertPositional(0, py`x`),
      'f(\n    x,\n    a,\n    b,\n)',
    ],
    ['put one in the place of another', 'f(a=1)', (edit) => edit.remove('a').add('b', py`2`), 'f(b=2)'],
    ['put one in the place of the last', 'f(a=1, b=2)', (edit) => edit.remove('b').add('c', py`3`), 'f(a=1, c=3)'],
    [
      'put one in the place of a line',
      'f(\n    a=1,\n    b=2,  # two\n)',
      (edit) => edit.remove('b').add('c', py`3`),
      'f(\n    a=1,\n    c=3,  # two\n)',
    ],
  ])('%s', (_, before, act, after) => {
    expect(editCall(before, act)).toBe(after);
  });

  test.each<readonly [string, string, (edit: ArgumentsEdit) => void]>([
    ['a keyword that is not there', 'f(a=1)', (edit) => edit.remove('b')],
    ['a position behind a star', 'f(*a, b)', (edit) => edit.remove(0)],
    ['a keyword before a position that stays', 'f(a, b)', (edit) => edit.nameKeyword(0, 'k')],
    ['a keyword before a star', 'f(a, *b)', (edit) => edit.nameKeyword(0, 'k')],
  ])('%s is refused', (_, before, act) => {
    expect(() => editCall(before, act)).toThrow(expect.objectContaining({ code: 'E-REFUSED' }));
  });
});
