import { createRedactor, redactData } from '../../src/validate/redact.ts';

const redact = createRedactor({ API_TOKEN: 'value-of-a-token', PATH: '/usr/bin', MINE: 'declared-value' }, ['MINE']);

describe('a text', () => {
  test.each([
    ['a GitHub token', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
    ['an AWS key id', 'AKIAABCDEFGHIJKLMNOP'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----'],
    ['a value of a secret variable', 'value-of-a-token'],
    ['a value of a declared variable', 'declared-value'],
  ])('loses %s', (_, secret) => {
    expect(redact(`before ${secret} after`)).toBe('before [redacted] after');
  });

  test('loses the password of a URL and keeps its host', () => {
    expect(redact('postgres://me:hunter2hunter2@db/x')).toBe('postgres://me:[redacted]@db/x');
  });

  test('keeps digests, paths and ordinary words', () => {
    const plain = `sha256 ${'0a1b'.repeat(16)} /usr/bin/token.py tests/test_token.py::test_password passed`;
    expect(redact(plain)).toBe(plain);
  });

  test('keeps its length where places in it count', () => {
    const mask = createRedactor({}, [], 'same-length');
    expect(mask('x ghp_0123456789abcdefghijABCDEFGHIJ012345 y')).toBe(`x ${'*'.repeat(40)} y`);
  });

  test('of ten megabytes without an end takes no long time', () => {
    const began = Date.now();
    redact('x'.repeat(10_000_000));
    redact(' '.repeat(1_000_000));
    expect(Date.now() - began).toBeLessThan(20_000);
  });
});

test('data keeps its shape', () => {
  expect(redactData(redact, { a: ['value-of-a-token', 1, undefined], b: null })).toEqual({
    a: ['[redacted]', 1, undefined],
    b: null,
  });
});
