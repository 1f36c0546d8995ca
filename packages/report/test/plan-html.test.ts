import { planHtml } from '../src/html/plan-html.ts';
import { pageDataOf } from './page-data-of.ts';
import { type Planned, planOf } from './plan-of.ts';

const SOURCES = {
  'one/a.py': 'import oldlib\n\noldlib.send()\n\n\ndef later():\n    oldlib.send()\n',
  'one/b.py': 'import oldlib\noldlib.look()\n',
  'two/a.py': 'import oldlib\nvalue = oldlib.send(3)\n',
  'three/a.py': 'print("nothing to do")\n',
};

function pageOf({ plan, texts }: Planned, owners: Readonly<Record<string, string>> = {}): string {
  return planHtml(plan, { texts, planFile: 'plan.json', owners: new Map(Object.entries(owners)) });
}

describe('a plan page', () => {
  const planned = planOf(SOURCES);
  const html = pageOf(planned, { one: 'ai' });
  const data = pageDataOf(html);

  test('says the same in the same bytes, every time', () => {
    expect(pageOf(planOf(SOURCES), { one: 'ai' })).toBe(html);
  });

  test('names the verdict and the digest', () => {
    expect(html).toContain('2 of 3 services change');
    expect(html).toContain(planned.plan.digest);
  });

  test('has every change, with the owner of its service, and every finding', () => {
    expect(data.changes.map(({ id }) => id)).toEqual(planned.plan.changes.map(({ id }) => id));
    expect(data.findings).toMatchObject([{ path: 'one/b.py', todo: 'look', suggestion: 'looked()' }]);
    expect(data.services.find(({ name }) => name === 'one')).toMatchObject({ owner: 'ai' });
    expect(data.services.find(({ name }) => name === 'two')).not.toHaveProperty('owner');
  });

  test('gives each run of changed lines to the changes that made it', () => {
    const [file] = data.files;
    const pieces = file?.hunks.flatMap((hunk) =>
      hunk.pieces.map((piece) => ({ piece, lines: hunk.lines.slice(piece.from, piece.to) })),
    );
    expect(pieces?.map(({ lines }) => lines)).toEqual([
      ['-oldlib.send()', '+oldlib.send(flag=1)'],
      ['-    oldlib.send()', '+    oldlib.send(flag=1)'],
    ]);
    const lines = pieces?.map(({ piece }) => piece.changes.map((number) => data.changes[number]?.line));
    expect(lines).toEqual([[3], [7]]);
  });

  test('counts the same lines as one shape whatever their indent, and others as another', () => {
    const shapes = data.files.map(({ hunks }) => hunks.flatMap(({ pieces }) => pieces.map(({ shape }) => shape)));
    expect(shapes).toEqual([[0, 0], [1]]);
  });

  test('lists a file whose texts are not at hand without its diff', () => {
    const bare = pageDataOf(pageOf({ plan: planned.plan, texts: new Map() }));
    expect(bare.files.map(({ hunks, cut }) => [hunks.length, cut])).toEqual([
      [0, -1],
      [0, -1],
    ]);
  });

  test('cuts what would make the page too large, and says how much', () => {
    const calls = Array.from({ length: 9000 }, (_, line) =>
      line % 9 === 0 ? 'oldlib.send()' : `x${line} = "${'long '.repeat(99)}"`,
    );
    const large = planOf({ 'one/a.py': `import oldlib\n${calls.join('\n')}\n` });
    const page = pageOf(large);
    const [file] = pageDataOf(page).files;
    expect(file?.cut).toBeGreaterThan(0);
    expect((file?.hunks.length ?? 0) + (file?.cut ?? 0)).toBe(1000);
    expect(page.length).toBeLessThan(5_000_000);
  });
});

describe('a plan page about hostile files', () => {
  const attack = '</script><img src=x onerror=alert(1)>';
  const planned = planOf({ [`one"${attack}/a.py`]: `import oldlib\noldlib.send("${attack}")\n` });
  const html = pageOf(planned);

  test('has their names and contents as inert text', () => {
    expect(html).not.toContain('<img');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
  });

  test('has them unchanged in its data', () => {
    const data = pageDataOf(html);
    expect(data.files[0]?.path).toBe(`one"${attack}/a.py`);
    expect(data.files[0]?.hunks[0]?.lines).toContain(`-oldlib.send("${attack}")`);
  });
});
