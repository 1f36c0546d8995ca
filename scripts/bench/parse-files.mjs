// A yardstick: every Python file below a folder, parsed by tree-sitter and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(fileURLToPath(new URL('../../packages/python/package.json', import.meta.url)));
const Parser = require('tree-sitter');
const parser = new Parser();
parser.setLanguage(require('tree-sitter-python'));

const root = process.argv[2];
let nodes = 0;
for (const path of readdirSync(root, { recursive: true })) {
  if (!path.endsWith('.py')) continue;
  const text = readFileSync(join(root, path), 'utf8');
  nodes += parser.parse(text, undefined, { bufferSize: Math.max(32 * 1024, text.length + 1) }).rootNode.childCount;
}
process.stdout.write(`${nodes}\n`);
