import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Io } from './io.ts';

/** The streams, folder and environment of this process. */
export function createTerminalIo(): Io {
  const { env, stdin, stdout, stderr } = process;
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  return {
    workingDirectory: process.cwd(),
    environment: env,
    terminal: {
      colour: hasColour(env, stdout.isTTY === true),
      unicode: isUtf8(env),
      width: stdout.columns ?? 100,
    },
    isInteractive: stdin.isTTY === true && stdout.isTTY === true && !isCi,
    showsProgress: stderr.isTTY === true && !isCi,
    stdout: (text) => writeFully(1, text),
    stderr: (text) => writeFully(2, text),
    writeReport: (path, text) => writeFileSync(resolve(path), text),
    readText: (path) => readFileSync(resolve(path), 'utf8'),
  };
}

function hasColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
}

function isUtf8(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return process.platform === 'win32' || /utf-?8/i.test(locale);
}

/** A pipe takes what fits and asks to be tried again; a closed one is the reader's wish to stop. */
function writeFully(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text, 'utf8');
  while (rest.byteLength > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
