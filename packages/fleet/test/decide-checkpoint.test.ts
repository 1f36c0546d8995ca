import { type Checkpoint, type CheckpointTerms, openCheckpoint, recordAnswer } from '../src/checkpoint.ts';
import { type CheckpointRequest, decideCheckpoint, expireCheckpoint, parseDecision } from '../src/decide-checkpoint.ts';
import { foldRun } from '../src/fold-run.ts';
import { at, created } from './journal.ts';

const terms: CheckpointTerms = {
  checkpoint: 'after-data-api',
  phase: 'd',
  services: ['data-api'],
  question: 'Is it well?',
  shownDigest: 'a1b2c3d4e5f6a7b8',
  required: 1,
  authors: [],
  allowed: [],
  critical: true,
  expiresAt: undefined,
  onExpire: 'stay',
};

function open(given: Partial<CheckpointTerms> = {}): Checkpoint {
  return openCheckpoint({ ...terms, ...given }, at(0));
}

function answer(given: Partial<CheckpointRequest> = {}): CheckpointRequest {
  const { shownDigest } = terms;
  return { decision: 'approve', by: 'ana', at: at(5), reason: undefined, shownDigest, source: 'command', ...given };
}

function refusalOf(checkpoint: Checkpoint, request: CheckpointRequest): string | undefined {
  const reply = decideCheckpoint(checkpoint, request);
  return reply.kind === 'refused' ? reply.code : undefined;
}

describe('a checkpoint', () => {
  test('1: stays open as long as nobody answers', () => {
    expect(expireCheckpoint(open(), at(9_999))).toBeUndefined();
    expect(open().state).toBe('open');
  });

  test('2: takes the three decisions only, and suggests the nearest', () => {
    expect(parseDecision('approve')).toEqual({ kind: 'decision', decision: 'approve' });
    expect(parseDecision('aprove')).toEqual({
      kind: 'unknown',
      message: '"aprove" is not a decision. Did you mean "approve"?',
    });
    for (const word of ['', 'yes', 'ok', 'y']) expect(parseDecision(word).kind).toBe('unknown');
  });

  test('3: the first answer decides, and the second is refused with who decided', () => {
    const reply = decideCheckpoint(open(), answer());
    expect(reply).toMatchObject({
      kind: 'decided',
      checkpoint: { state: 'approve', answers: [{ by: 'ana', override: false }] },
    });
    const decided = reply.kind === 'decided' ? reply.checkpoint : open();
    expect(decideCheckpoint(decided, answer({ by: 'ben', decision: 'reject' }))).toEqual({
      kind: 'refused',
      code: 'already-decided',
      message: `Checkpoint "after-data-api" is already decided: approve by ana at ${at(5)}. Nothing changes.`,
    });
  });

  test('4: one person does not approve twice where two are needed', () => {
    const first = decideCheckpoint(open({ required: 2 }), answer());
    expect(first).toMatchObject({ kind: 'recorded', missing: 1, checkpoint: { state: 'open' } });
    expect(refusalOf(first.kind === 'recorded' ? first.checkpoint : open(), answer({ at: at(6) }))).toBe(
      'answered-twice',
    );
  });

  test('5: two people approve where two are needed, in either order', () => {
    for (const [first, second] of [['ana', 'ben'] as const, ['ben', 'ana'] as const]) {
      const one = decideCheckpoint(open({ required: 2 }), answer({ by: first }));
      const two = decideCheckpoint(one.kind === 'recorded' ? one.checkpoint : open(), answer({ by: second }));
      expect(two).toMatchObject({ kind: 'decided', checkpoint: { state: 'approve' } });
    }
  });

  test('6: a rejection by one decides, even after an approval', () => {
    const one = decideCheckpoint(open({ required: 2 }), answer());
    const two = decideCheckpoint(
      one.kind === 'recorded' ? one.checkpoint : open(),
      answer({ by: 'ben', decision: 'reject' }),
    );
    expect(two).toMatchObject({ kind: 'decided', checkpoint: { state: 'reject' } });
  });

  test('7: its author does not approve, but may reject or roll back', () => {
    const own = open({ authors: ['ana'] });
    expect(refusalOf(own, answer())).toBe('author');
    expect(refusalOf(own, answer({ decision: 'reject' }))).toBeUndefined();
    expect(decideCheckpoint(own, answer({ decision: 'rollback' }))).toMatchObject({
      checkpoint: { state: 'rollback' },
    });
    expect(refusalOf(own, answer({ by: 'ben' }))).toBeUndefined();
  });

  test('8: somebody who is not among the allowed does not decide', () => {
    expect(decideCheckpoint(open({ allowed: ['ben', 'cleo'] }), answer({ decision: 'reject' }))).toEqual({
      kind: 'refused',
      code: 'not-allowed',
      message: 'ana may not decide checkpoint "after-data-api". Ask ben or cleo.',
    });
  });

  test('9: is the same after a kill while it waits: the journal has it', () => {
    const opened = { kind: 'checkpoint.opened', at: at(3), ...terms } as const;
    const before = foldRun([...created(), opened]);
    expect(before.checkpoints).toEqual([openCheckpoint(terms, at(3))]);
    expect(before.state).toBe('waiting-for-approval');
    const resumed = foldRun([...created(), opened, { kind: 'run.resumed', at: at(60) }]);
    expect(resumed.checkpoints).toEqual(before.checkpoints);
    expect(resumed.state).toBe('waiting-for-approval');
  });

  test('10: that has expired refuses a late answer, up to the second', () => {
    const expiring = open({ expiresAt: at(10) });
    expect(refusalOf(expiring, answer({ at: at(9) }))).toBeUndefined();
    expect(refusalOf(expiring, answer({ at: at(10) }))).toBe('expired');
    expect(expireCheckpoint(expiring, at(99))).toBeUndefined();
  });

  test('11: rejects itself when it expires, where its terms say so, and once', () => {
    const expiring = open({ expiresAt: at(10), onExpire: 'reject' });
    expect(expireCheckpoint(expiring, at(9))).toBeUndefined();
    const reply = expireCheckpoint(expiring, at(10));
    expect(reply).toMatchObject({ kind: 'decided', checkpoint: { state: 'reject', answers: [{ by: 'expiry' }] } });
    expect(expireCheckpoint(reply?.kind === 'decided' ? reply.checkpoint : expiring, at(11))).toBeUndefined();
  });

  test('12: refuses an answer to something else than what is shown', () => {
    expect(decideCheckpoint(open(), answer({ shownDigest: 'ffffffffffffffff' }))).toMatchObject({
      code: 'shown-differs',
      message: expect.stringContaining('quotes ffffffffffff…'),
    });
  });

  test('13: a plain yes to all does not pass a critical one, but another', () => {
    expect(refusalOf(open(), answer({ source: 'yes' }))).toBe('needs-person');
    expect(refusalOf(open({ critical: false }), answer({ source: 'yes' }))).toBeUndefined();
  });

  test('14: an override passes it alone, for a reason, and is marked', () => {
    const strict = open({ required: 2, authors: ['ana'] });
    for (const reason of [undefined, '', '  ']) {
      expect(refusalOf(strict, answer({ source: 'approve-all', reason }))).toBe('needs-reason');
    }
    expect(decideCheckpoint(strict, answer({ source: 'approve-all', reason: 'night window' }))).toMatchObject({
      kind: 'decided',
      checkpoint: { state: 'approve', answers: [{ override: true, reason: 'night window' }] },
    });
  });

  test('does not change the one it was given', () => {
    const before = open();
    recordAnswer(before, { decision: 'approve', by: 'x', at: at(1), reason: undefined, override: false });
    expect(before).toEqual(open());
  });
});
