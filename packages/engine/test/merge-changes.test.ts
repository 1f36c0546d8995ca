import { applyEdits } from '@moult/text';
import fc from 'fast-check';
import { type FileEdit, type MergeCandidate, mergeChanges } from '../src/merge/merge-changes.ts';
import { changes, meet, modelAccepted, same, TEXT_LENGTH } from './merge-model.ts';

const change = (key: string, ...edits: readonly [number, number, string][]): MergeCandidate => ({
  key,
  edits: edits.map(([start, end, newText]) => ({ path: 'a.py', start, end, newText })),
});

describe('mergeChanges', () => {
  test('accepts changes that only touch', () => {
    const { accepted, deferred } = mergeChanges([change('a', [0, 3, 'x']), change('b', [3, 5, 'y'])]);
    expect(accepted.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(deferred).toEqual([]);
  });

  test('accepts an insertion at the border of a replacement, and not inside it', () => {
    expect(mergeChanges([change('a', [2, 5, 'x']), change('b', [2, 2, 'y'])]).deferred).toEqual([]);
    expect(mergeChanges([change('a', [2, 5, 'x']), change('b', [5, 5, 'y'])]).deferred).toEqual([]);
    expect(mergeChanges([change('a', [2, 5, 'x']), change('b', [3, 3, 'y'])]).deferred).toHaveLength(1);
  });

  test('defers a change whole when one of its edits overlaps, and names what is in its way', () => {
    const { accepted, deferred, edits } = mergeChanges([
      change('a', [0, 4, 'x']),
      change('b', [10, 12, 'y'], [3, 6, 'z']),
    ]);
    expect(accepted.map(({ key }) => key)).toEqual(['a']);
    expect(deferred).toMatchObject([
      { change: { key: 'b' }, blocker: { key: 'a' }, edit: { start: 3 }, blocking: { start: 0 } },
    ]);
    expect(edits).toEqual([{ path: 'a.py', start: 0, end: 4, newText: 'x', owners: ['a'] }]);
  });

  test('counts an edit two changes ask for once, with joint owners', () => {
    const { accepted, edits } = mergeChanges([change('a', [1, 2, 'x']), change('b', [1, 2, 'x'], [5, 6, 'y'])]);
    expect(accepted).toHaveLength(2);
    expect(edits).toEqual([
      { path: 'a.py', start: 1, end: 2, newText: 'x', owners: ['a', 'b'] },
      { path: 'a.py', start: 5, end: 6, newText: 'y', owners: ['b'] },
    ]);
  });

  test('defers the second of two different insertions at one place, and not of two equal ones', () => {
    expect(mergeChanges([change('a', [4, 4, 'x']), change('b', [4, 4, 'y'])]).deferred).toHaveLength(1);
    expect(mergeChanges([change('a', [4, 4, 'x']), change('b', [4, 4, 'x'])]).deferred).toEqual([]);
  });

  test('does not mix up files', () => {
    const other = { key: 'b', edits: [{ path: 'b.py', start: 0, end: 4, newText: 'y' }] };
    expect(mergeChanges([change('a', [0, 4, 'x']), other]).deferred).toEqual([]);
  });

  test('does not take an insertion in another file for one at the same place', () => {
    const first = { key: 'a', edits: [{ path: 'a.py', start: 9, end: 9, newText: 'x' }] };
    const second = {
      key: 'b',
      edits: [
        { path: 'a.py', start: 9, end: 9, newText: 'y' },
        { path: 'b.py', start: 9, end: 9, newText: 'x' },
      ],
    };
    expect(mergeChanges([first, second]).deferred).toHaveLength(1);
  });

  test('accepts what a plain model accepts, whole and disjoint', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const { accepted, deferred, edits } = mergeChanges(all);
        expect(accepted.map(({ key }) => key)).toEqual(modelAccepted(all));
        expect(accepted.length + deferred.length).toBe(all.length);
        for (const { key, edits: own } of accepted) {
          for (const edit of own)
            expect(edits.some((made) => same(made, edit) && made.owners.includes(key))).toBe(true);
        }
        const pairs = edits.flatMap((edit, index) => edits.slice(index + 1).map((later) => [edit, later] as const));
        const isInsertion = ({ start, end }: FileEdit) => start === end;
        const clashes = pairs.filter(([a, b]) => meet(a, b) && !(isInsertion(a) && isInsertion(b)));
        expect(clashes).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('leaves text outside the accepted edits alone', () => {
    fc.assert(
      fc.property(changes, (all) => {
        const text = 'abcdefghijklmnopqrstuvwx'.slice(0, TEXT_LENGTH);
        const edits = mergeChanges(all).edits.filter(({ path }) => path === 'a.py');
        const covered = new Set(
          edits.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
        );
        const kept = [...text].filter((_, index) => !covered.has(index)).join('');
        expect(
          applyEdits(text, edits)
            .replace(/[^a-w]/g, '')
            .replace(/[xy]/g, ''),
        ).toBe(kept.replace(/[xy]/g, ''));
      }),
      { numRuns: 1000 },
    );
  });
});
