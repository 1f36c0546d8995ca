import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeDependencies, readCompose } from '../../src/analyze/read-compose.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'moult-compose-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FLEET = [
  { name: 'web', path: 'services/web' },
  { name: 'data', path: 'services/data' },
];

describe('dependencies of compose services', () => {
  test('are those of the services they are built from, or named like', () => {
    writeFileSync(
      join(root, 'docker-compose.yml'),
      'services:\n  front:\n    build: ./services/web\n    depends_on: [data, redis]\n  data:\n    image: x\n  redis:\n    image: y\n',
    );
    expect([...composeDependencies(root, FLEET)]).toEqual([['web', ['data']]]);
  });

  test('may be written with conditions, and be spread over files', () => {
    writeFileSync(
      join(root, 'compose.yaml'),
      'services:\n  web:\n    build:\n      context: .\n      dockerfile: services/web/Dockerfile\n',
    );
    writeFileSync(
      join(root, 'compose.override.yaml'),
      'services:\n  data:\n    image: x\n  web:\n    depends_on:\n      data:\n        condition: service_healthy\n',
    );
    expect([...composeDependencies(root, FLEET)]).toEqual([['web', ['data']]]);
  });

  test('are left out, and the file is named, where it is no YAML', () => {
    writeFileSync(join(root, 'compose.yml'), 'services: [\n');
    expect([readCompose(root).services, readCompose(root).problems.length]).toEqual([[], 1]);
  });
});
