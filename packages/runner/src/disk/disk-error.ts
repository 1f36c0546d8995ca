/** The code of a failed system call (`ENOSPC`), or `undefined` when `error` is something else. */
export function diskErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}

/** The path a failed system call was about, where the error knows it. */
export function diskErrorPath(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('path' in error)) return undefined;
  return typeof error.path === 'string' ? error.path : undefined;
}

/** An error of the same shape as the ones `node:fs` throws. */
export function makeDiskError(code: string, call: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${call} '${path}'`), { code, syscall: call, path });
}

/** Runs `act`; returns `undefined` instead of throwing when it fails with one of `codes`. */
export function unlessCode<T>(codes: readonly string[], act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    const code = diskErrorCode(error);
    if (code !== undefined && codes.includes(code)) return undefined;
    throw error;
  }
}
