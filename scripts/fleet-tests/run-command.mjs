import { spawn } from 'node:child_process';

const KEPT = 4000;

/**
 * Runs a program in a process group of its own and ends the whole group at the time limit, so that nothing it started stays behind.
 * Resolves to the exit status (`undefined` when it did not end by itself), whether the limit was reached, and the tail of its output: of both streams, and of standard output alone.
 */
export function runCommand(program, args, { cwd, env = process.env, timeLimitSeconds }) {
  return new Promise((resolve) => {
    let output = '';
    let stdout = '';
    let timedOut = false;
    const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const limit = setTimeout(() => {
      timedOut = true;
      endGroup(child);
    }, timeLimitSeconds * 1000);
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEPT);
    };
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      keep(chunk);
      stdout = (stdout + chunk).slice(-KEPT);
    });
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve({ status: undefined, timedOut, output: error.message, stdout });
    });
    child.on('close', (status) => {
      clearTimeout(limit);
      resolve({ status: status ?? undefined, timedOut, output, stdout });
    });
  });
}

function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
