import type { ErrorCode } from './error-codes.ts';

/** What a `MoultError` can carry besides its code and message. */
export interface MoultErrorDetails {
  /** What the person should do next, as one imperative sentence. */
  readonly hint?: string;
  /** Path or `path:line` the error is about, relative to the root where that is known. */
  readonly where?: string;
  readonly cause?: unknown;
}

/** The one error class: thrown for broken contracts and environments, never for expected outcomes. */
export class MoultError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly where: string | undefined;

  constructor(code: ErrorCode, message: string, details: MoultErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'MoultError';
    this.code = code;
    this.hint = details.hint;
    this.where = details.where;
  }
}

/** Whether `error` is a `MoultError`, optionally with the given code. */
export function isMoultError(error: unknown, code?: ErrorCode): error is MoultError {
  return error instanceof MoultError && (code === undefined || error.code === code);
}
