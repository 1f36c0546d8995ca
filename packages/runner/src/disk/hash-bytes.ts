import { createHash } from 'node:crypto';

/** The SHA-256 of `bytes` in 64 lower-case hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
