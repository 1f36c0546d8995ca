import { isRunEventKind } from '../src/run-event-kinds.ts';

describe('the kinds of journal records', () => {
  test.each(['run.created', 'svc.finished', 'threshold.crossed', 'note'])('%s is known', (kind) => {
    expect(isRunEventKind(kind)).toBe(true);
  });

  test.each(['', 'svc.done', 'toString', 'constructor'])('"%s" is not', (kind) => {
    expect(isRunEventKind(kind)).toBe(false);
  });
});
