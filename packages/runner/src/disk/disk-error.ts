/** Codes that Node does not know by name, by their number on Linux. */
const UNNAMED: { readonly [errno: number]: string } = {
  122: 'EDQUOT',
  131: 'ENOTRECOVERABLE',
  117: 'EUCLEAN',
  123: 'ENOMEDIUM',
};

/** The code of a failed system call (`ENOSPC`), or `undefined` when `error` is something else. */
export function diskErrorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('syscall' in error)) return undefined;
  if (typeof error.code !== 'string') return undefined;
  if (/^E[A-Z0-9]+$/.test(error.code)) return error.code;
  // Node says "UNKNOWN" or "Unknown system error -122" for a full quota.
  const errno = 'errno' in error && typeof error.errno === 'number' ? Math.abs(error.errno) : 0;
  return UNNAMED[errno] ?? `ERRNO${errno}`;
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

/** Runs `act`; a failed system call that knows its file by number only gets the file's name, which is what a person needs. */
export function namingPath<T>(path: string, call: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const code = diskErrorCode(error);
    if (code === undefined || diskErrorPath(error) !== undefined) throw error;
    throw makeDiskError(code, call, path);
  }
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
