import { EXIT_CODES, type ExitCondition, exitCodeFor, exitCodeHelp } from '../src/exit-codes.ts';

const order = [70, 130, 2, 8, 6, 5, 9, 7, 4, 3, 1, 0];

describe('exit codes', () => {
  test('are listed in the order in which they win', () => {
    expect(EXIT_CODES.map((entry) => entry.code)).toEqual(order);
  });

  test('of any two conditions the earlier one wins, in whatever order they are given', () => {
    EXIT_CODES.forEach((first, i) => {
      EXIT_CODES.forEach((second, j) => {
        const pair: ExitCondition[] = [first.name, second.name];
        expect(exitCodeFor(pair)).toBe(order[Math.min(i, j)]);
      });
    });
  });

  test('nothing to say is 0', () => {
    expect(exitCodeFor([])).toBe(0);
    expect(exitCodeFor(['clean'])).toBe(0);
  });

  test('the help names every code with what to do, and the order', () => {
    const help = exitCodeHelp();
    for (const entry of EXIT_CODES) {
      expect(help).toContainEqual(`${String(entry.code).padStart(5)}  ${entry.meaning}`);
      expect(help).toContainEqual(`       ${entry.next}`);
    }
    expect(help.at(-1)).toBe('When several apply: 70, 130, 2, 8, 6, 5, 9, 7, 4, 3, 1.');
  });
});
