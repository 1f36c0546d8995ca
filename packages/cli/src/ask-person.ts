import { createInterface } from 'node:readline/promises';
import { parseDecision } from '@moult/fleet';
import type { CheckpointDecision } from '@moult/plugin-api';
import type { CheckpointShown } from '@moult/runner';
import type { Io } from './io.ts';

/** Shows a checkpoint to the person at the terminal and reads the answer; an empty one leaves it open. */
export async function askPerson(
  shown: CheckpointShown,
  io: Io,
): Promise<{ readonly decision: CheckpointDecision; readonly reason: string | undefined } | undefined> {
  io.stderr(
    `\nCheckpoint ${shown.checkpoint}\n${shown.lines.map((line) => `  ${line}\n`).join('')}${shown.question}\n`,
  );
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (;;) {
      const word = (await reader.question('approve, reject, rollback, or nothing to decide later: ')).trim();
      if (word === '') return undefined;
      const parsed = parseDecision(word);
      if (parsed.kind === 'unknown') {
        io.stderr(`${parsed.message}\n`);
        continue;
      }
      const reason = (await reader.question('Reason: ')).trim();
      return { decision: parsed.decision, reason: reason === '' ? undefined : reason };
    }
  } finally {
    reader.close();
  }
}
