import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../src/digest/sha256.ts';

describe('sha256', () => {
  test('gives the digest of the standard for its example', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('agrees with the platform on all lengths around a block', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'ä'.repeat(length);
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });

  test('agrees with the platform on bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
    );
  });
});
