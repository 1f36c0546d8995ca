import { MoultError } from '@moult/errors';
import { diskErrorCode, diskErrorPath } from './disk-error.ts';

export interface Refusal {
  readonly code: 'E-READ' | 'E-WRITE';
  /** What could not be done, as the beginning of a sentence. */
  readonly what: string;
  readonly hint: string;
}

/** Runs `act`; a failed system call becomes an error that a person can act on. */
export function explainingRefusal<T>({ code, what, hint }: Refusal, act: () => T): T {
  try {
    return act();
  } catch (error) {
    const call = diskErrorCode(error);
    if (call === undefined) throw error;
    const path = diskErrorPath(error);
    const where = path === undefined ? {} : { where: path };
    throw new MoultError(code, `${what}: ${call}${path === undefined ? '' : ` at ${path}`}`, {
      hint,
      cause: error,
      ...where,
    });
  }
}
