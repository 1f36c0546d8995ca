import { nearestName } from '../src/nearest-name.ts';

const known = ['priority', 'phase', 'owner', 'dependsOn', 'tests', 'a'];

describe('the nearest name', () => {
  test.each([
    ['priorty', 'priority'],
    ['pirority', 'priority'],
    ['Phase', 'phase'],
    ['depends_on', 'dependsOn'],
    ['dependson', 'dependsOn'],
    ['test', 'tests'],
    ['A', 'a'],
  ])('of %s is %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  test.each(['colour', 'z', '', 'prioritisation', 'own'])('there is none for "%s" when too much is wrong', (name) => {
    expect(nearestName(name, known.slice(0, 5))).toBeUndefined();
  });

  test('the first known name wins a tie', () => {
    expect(nearestName('abx', ['abc', 'abd'])).toBe('abc');
  });
});
