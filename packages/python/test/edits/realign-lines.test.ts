import { editSource } from './edit-source.ts';

function renamed(source: string): string {
  return editSource(source, (edit, { node }) => edit.rename(node('attribute', 'oldlib.Client'), 'lib.Client')).after;
}

describe('arguments under the bracket of a callee that gets shorter', () => {
  test('stay under it, with blank lines, comments and what stands further in', () => {
    expect(
      renamed(
        'import oldlib\nx = oldlib.Client("h",  # a\n                  # b\n\n                  port=f(\n                      1))\n',
      ),
    ).toBe(
      'import oldlib\nx = lib.Client("h",  # a\n               # b\n\n               port=f(\n                   1))\n',
    );
  });

  test('leave the lines of a string alone', () => {
    expect(renamed('import oldlib\noldlib.Client("""a\n  b""",\n              1)\n')).toBe(
      'import oldlib\nlib.Client("""a\n  b""",\n           1)\n',
    );
  });

  test.each([
    'import oldlib\noldlib.Client("h",\n    port=1)\n',
    'import oldlib\noldlib.Client(\n    "h", port=1)\n',
    'import oldlib\noldlib.Client("h",\n              port=1,\n    will=2)\n',
  ])('are not moved where they are not aligned: %j', (source) => {
    expect(renamed(source)).toBe(source.replace('oldlib.Client', 'lib.Client'));
  });
});
