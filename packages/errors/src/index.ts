export { ERROR_CODES, type ErrorCode } from './error-codes.ts';
export { isMoultError, MoultError, type MoultErrorDetails } from './moult-error.ts';
