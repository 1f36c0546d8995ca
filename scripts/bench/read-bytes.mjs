// A yardstick: every Python file below a folder, read and thrown away.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
let bytes = 0;
for (const path of readdirSync(root, { recursive: true })) {
  if (path.endsWith('.py')) bytes += readFileSync(join(root, path)).byteLength;
}
process.stdout.write(`${bytes}\n`);
