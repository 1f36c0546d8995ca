import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectationsOf, readService, spell } from './read-service.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/resolution');

describe.each(readdirSync(FOLDER).sort())('in the service %s', (folder) => {
  const expectations = expectationsOf(readService(`resolution/${folder}`));

  test('something is expected', () => {
    expect(expectations.length).toBeGreaterThan(0);
  });

  test.each(expectations)('$place is $expected', ({ file, node, expected }) => {
    expect(node).toBeDefined();
    expect(spell(file.resolve(node!), file.path)).toBe(expected);
  });
});
