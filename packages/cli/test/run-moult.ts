import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { main } from '../src/main.ts';

/** What one command line did. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder with these files. */
export function makeTree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'moult-cli-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** Runs one command line in a folder, with plain streams and no terminal. */
export async function runMoult(workingDirectory: string, ...argv: readonly string[]): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const code = await main(argv, {
    workingDirectory,
    environment: {},
    terminal: { colour: false, unicode: true, width: 100 },
    isInteractive: false,
    showsProgress: false,
    stdout(text) {
      stdout += text;
    },
    stderr(text) {
      stderr += text;
    },
    writeReport: (path, text) => writeFileSync(resolve(workingDirectory, path), text),
    readText: (path) => readFileSync(resolve(workingDirectory, path), 'utf8'),
  });
  return { code, stdout, stderr };
}
