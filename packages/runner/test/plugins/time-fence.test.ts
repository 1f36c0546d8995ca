import { createTimeFence } from '../../src/plugins/time-fence.ts';

describe('a time fence', () => {
  test('answers with what the work returns', () => {
    expect(createTimeFence(1000)(() => 42)).toEqual({ kind: 'returned', value: 42 });
  });

  test('stops work that never ends and says so, and goes on working', () => {
    const fence = createTimeFence(50);
    const endless = () => {
      for (;;);
    };
    expect(fence(endless)).toEqual({ kind: 'timed-out', limit: 50 });
    expect(fence(() => 'next')).toEqual({ kind: 'returned', value: 'next' });
  });

  test('tells a crash from a time limit', () => {
    const boom = new Error('boom');
    const crash = () => {
      throw boom;
    };
    expect(createTimeFence(1000)(crash)).toEqual({ kind: 'crashed', error: boom });
  });
});
