import { findSharedCode } from '../src/shared-code.ts';

const uses = [
  { service: 'b', paths: ['shared/common', 'requirements-base.txt'] },
  { service: 'a', paths: ['shared/common'] },
  { service: 'c', paths: ['requirements-base.txt', 'libs/own'] },
];

describe('code that services share', () => {
  test('moves with its last dependent in the order of the run', () => {
    const nodes = findSharedCode(uses, [], ['b', 'a', 'c']);
    expect(nodes.map((node) => [node.path, node.usedBy, node.movesWith])).toEqual([
      ['requirements-base.txt', ['b', 'c'], 'c'],
      ['shared/common', ['a', 'b'], 'a'],
    ]);
    expect(nodes[1]?.note).toBe('2 services use shared/common; it moves with the last of them, a.');
  });

  test('a path of one service is not shared', () => {
    expect(findSharedCode(uses, [], []).some((node) => node.path === 'libs/own')).toBe(false);
  });

  test('need not wait when it runs on both', () => {
    const [node] = findSharedCode(
      uses.slice(0, 2),
      [{ path: 'shared/common', usedBy: ['z'], runsOnBoth: true }],
      ['a', 'b'],
    );
    expect(node).toMatchObject({ usedBy: ['a', 'b', 'z'], runsOnBoth: true, movesWith: undefined });
    expect(node?.note).toContain('runs on the old and the new libraries');
  });

  test('stays when none of its users takes part', () => {
    const [node] = findSharedCode(uses.slice(0, 2), [], ['c']);
    expect(node?.note).toContain('so it stays');
  });
});
