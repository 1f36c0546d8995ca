import type { ArgumentView, CallView, FileView, ObjectUse, SyntaxNode } from '@moult/plugin-api';
import { callOf } from './client.ts';

/** One use of `WriteApi.write`: called, or handed to something that calls it with the arguments behind it. */
export interface WriteCall {
  readonly file: FileView;
  /** `writer.write`. */
  readonly callee: SyntaxNode;
  /** The call whose arguments `write` gets. */
  readonly call: CallView;
  /** Positional arguments of that call before those of `write`. */
  readonly offset: number;
  readonly bucket: ArgumentView | undefined;
  readonly org: ArgumentView | undefined;
  readonly record: ArgumentView | undefined;
  readonly precision: ArgumentView | undefined;
  /** Names of `data_frame_*` and `record_*` keywords. */
  readonly shaping: readonly string[];
  /** Names of keywords that the old library takes and does nothing with. */
  readonly idle: readonly string[];
}

/** A use of `write` that cannot be read, and why. */
export interface UnreadWrite {
  readonly reason: string;
  readonly todo?: string;
}

/** Functions that call what they are given first with the rest of their arguments. */
const PASSING: ReadonlySet<string> = new Set([
  'asyncio.to_thread',
  'functools.partial',
  'fastapi.concurrency.run_in_threadpool',
  'starlette.concurrency.run_in_threadpool',
]);

const PARAMETERS = ['bucket', 'org', 'record', 'write_precision'] as const;

/** Keywords that say how frames, dictionaries and objects become lines. */
const SHAPING: ReadonlySet<string> = new Set([
  'data_frame_measurement_name',
  'data_frame_tag_columns',
  'data_frame_timestamp_column',
  'data_frame_timestamp_timezone',
  'record_measurement_key',
  'record_measurement_name',
  'record_time_key',
  'record_tag_keys',
  'record_field_keys',
]);

/** Reads a use of `write`. */
export function readWrite({ file, node }: Pick<ObjectUse, 'file' | 'node'>): WriteCall | UnreadWrite {
  const direct = callOf(file, node);
  const passed = direct === undefined ? passingCall(file, node) : undefined;
  const call = direct ?? passed;
  if (call === undefined) {
    const reason = 'its `write` method is handed on, and where it is called is not seen';
    return { reason, todo: 'Hand on a function that writes, such as `lambda: writer.write(…)`, then plan again' };
  }
  const offset = passed === undefined ? 0 : 1;
  if (call.hasStar || call.hasDoubleStar)
    return { reason: 'its arguments come from `*` or `**`, and cannot be read here' };
  const [bucket, org, record, precision] = PARAMETERS.map(
    (name, index) => call.positional(index + offset) ?? call.keyword(name),
  );
  if (bucket === undefined) return { reason: 'the call names no bucket' };
  if (call.positional(offset + PARAMETERS.length) !== undefined) return { reason: 'the call has too many arguments' };
  const others = call.arguments.flatMap(({ name }) => (name === undefined || isParameter(name) ? [] : [name]));
  if (others.includes('field_types'))
    return { reason: 'the new client takes no `field_types`; the types would have to be set on the points' };
  const shaping = others.filter((name) => SHAPING.has(name));
  const idle = others.filter((name) => !SHAPING.has(name));
  return { file, callee: node, call, offset, bucket, org, record, precision, shaping, idle };
}

function isParameter(name: string): boolean {
  return PARAMETERS.some((parameter) => parameter === name);
}

function passingCall(file: FileView, node: SyntaxNode): CallView | undefined {
  const list = node.parent;
  const call = list?.kind === 'argument_list' && list.parent !== undefined ? file.callView(list.parent) : undefined;
  if (call === undefined || call.positional(0)?.value !== node) return undefined;
  return file.resolve(call.callee).candidates.some(({ name }) => PASSING.has(name)) ? call : undefined;
}
