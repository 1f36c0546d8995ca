/** Everything that makes a retrying object from keyword arguments. */
export const RETRY_MAKERS = [
  'tenacity.retry',
  'tenacity.Retrying',
  'tenacity.AsyncRetrying',
  'tenacity._asyncio.AsyncRetrying',
  'tenacity.asyncio.AsyncRetrying',
  'tenacity.TornadoRetrying',
  'tenacity.tornadoweb.TornadoRetrying',
] as const;

/** The classes among them, and their base. */
export const RETRYING_CLASSES = [
  'tenacity.BaseRetrying',
  ...RETRY_MAKERS.filter((name) => name !== 'tenacity.retry'),
] as const;

export const RETRY_ERROR = 'tenacity.RetryError';

/** What must not be applied without the new version belongs to this unit. */
export const REQUIREMENT_UNIT = 'requirement:tenacity';
