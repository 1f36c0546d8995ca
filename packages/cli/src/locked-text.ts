import type { StartOutcome } from '@moult/runner';

/** Why a command that writes could not begin, and what to do. */
export function lockedText(outcome: Exclude<StartOutcome, { kind: 'started' }>): string {
  if (outcome.kind === 'locked') {
    const { owner } = outcome;
    return (
      `moult: E-LOCKED ${owner.user ?? 'somebody'} runs "${owner.command}" here since ${owner.taken} (process ${owner.pid} on ${owner.host}).\n` +
      `  next:  wait for it to end; if that process is gone for certain, type: moult unlock ${owner.token}\n`
    );
  }
  const files = outcome.transactions.flatMap((transaction) =>
    transaction.files.map((file) => `    ${transaction.service}: ${file.path} (${file.reason})\n`),
  );
  return (
    'moult: E-RECOVER An interrupted run left these files half written, and somebody edited them since:\n' +
    `${files.join('')}  next:  put each file into the state you want (old and new bytes are kept in .moult/blobs) and run the command again\n`
  );
}
