import { MoultError } from '@moult/errors';
import type { CheckpointRules, Config, RunConfig } from './config.ts';
import { spanMilliseconds } from './span-milliseconds.ts';
import { suggestName } from './suggest-name.ts';

/** What a configuration file may say: every key optional. */
export type ConfigFile = Partial<Omit<Config, 'run'>> & { readonly run?: Partial<RunConfig> };

type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a non-empty string');
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => text(item) === undefined) ? undefined : 'a list of strings';
const count: Check = (value) => (Number.isInteger(value) && Number(value) > 0 ? undefined : 'a whole number above 0');
const failures: Check = (value) =>
  (typeof value === 'string' && /^(?:\d{1,3}%|\d+)(?:,(?:\d{1,3}%|\d+))?$/.test(value)) ||
  (Number.isInteger(value) && Number(value) >= 0)
    ? undefined
    : 'a percentage such as "20%", a count, or both as "20%,3"';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : `one of ${words.join(', ')}`;

const RUN_KEYS: Readonly<Record<keyof RunConfig, Check>> = {
  concurrency: count,
  maxFailures: failures,
  timeoutSeconds: count,
  onAbort: oneOf('keep', 'failed', 'phase', 'run'),
  abortMode: oneOf('finish', 'fast'),
  onInconclusive: oneOf('fail', 'pause'),
  integration: texts,
  phaseCommands: (value) =>
    isRecord(value) && Object.values(value).every((commands) => texts(commands) === undefined)
      ? undefined
      : 'phase ids with their lists of commands',
  checkpoints: (value) =>
    isRecord(value) && Object.values(value).every(isRecord) ? undefined : 'phase ids with rules',
};

const CHECKPOINT_KEYS: Readonly<Record<keyof CheckpointRules, Check>> = {
  required: count,
  notAuthor: flag,
  allowed: texts,
  expires: (value) =>
    typeof value === 'string' && spanMilliseconds(value) !== undefined ? undefined : 'a time such as 72h, 30m or 3d',
  onExpire: oneOf('stay', 'reject'),
};

const KEYS: Readonly<Record<keyof Config, Check>> = {
  plugins: texts,
  options: (value) =>
    isRecord(value) && Object.values(value).every(isOptionRecord) ? undefined : 'plugin names with their option values',
  grade: oneOf('safe', 'review'),
  include: texts,
  exclude: texts,
  only: texts,
  skip: texts,
  inventory: text,
  python: text,
  allowDirty: flag,
  ignoreFiles: flag,
  ruleTimeLimitMs: count,
  orchestrator: text,
  run: (value) => (isRecord(value) ? undefined : 'settings of `moult run`'),
};

/** Checks the content of a configuration file. Throws `E-CONFIG` with the key, what it has to be and, for an unknown key, the nearest one. */
export function checkConfig(value: unknown, where: string): ConfigFile {
  if (!isRecord(value))
    fail(where, 'The configuration is not a set of keys.', 'Write it as an object (JSON, YAML) or export one.');
  checkKeys(value, KEYS, '', where);
  if (isRecord(value['run'])) checkRun(value['run'], where);
  // Every key was checked above, and unknown ones were refused.
  const file = value as ConfigFile;
  return file.run?.maxFailures === undefined
    ? file
    : { ...file, run: { ...file.run, maxFailures: String(file.run.maxFailures) } };
}

function checkRun(run: Readonly<Record<string, unknown>>, where: string): void {
  checkKeys(run, RUN_KEYS, 'run.', where);
  if (!isRecord(run['checkpoints'])) return;
  for (const [phase, rules] of Object.entries(run['checkpoints']))
    if (isRecord(rules)) checkKeys(rules, CHECKPOINT_KEYS, `run.checkpoints.${phase}.`, where);
}

function checkKeys(
  value: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, Check>>,
  prefix: string,
  where: string,
): void {
  for (const [key, content] of Object.entries(value)) {
    const check = keys[key];
    if (check === undefined)
      fail(where, `The configuration key "${prefix}${key}" is unknown.`, suggestName(key, Object.keys(keys)));
    const wanted = check(content);
    if (wanted !== undefined)
      fail(
        where,
        `The configuration key "${prefix}${key}" must be ${wanted}.`,
        'Correct the value and run the command again.',
      );
  }
}

function fail(where: string, message: string, hint: string): never {
  throw new MoultError('E-CONFIG', message, { where, hint });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOptionRecord(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string' || typeof item === 'boolean');
}
