import { type Candidate, defineFacts, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { pahoMessages } from './paho-messages.ts';

const PUT = /^put(?:_nowait)?$/;
const TAKE = /^get(?:_nowait)?$/;
const QUEUE = /Queue$/;

/** What a queue holds: nothing but messages of asyncio-mqtt, or other things too. */
export type QueueContents = 'messages' | 'mixed';

/** Which names hold a message that was taken out of a queue. */
export interface MessageQueues {
  /** What the queue holds from which a name got its value; undefined where that is no queue of messages. */
  contentsBehind(file: FileView, name: SyntaxNode): QueueContents | undefined;
}

interface Put {
  readonly queue: string;
  /** The place of each value in what was put: its index in a tuple, or none. */
  readonly index: number | undefined;
  readonly isMessage: boolean;
}

/** Follows messages through queues, which are known by the place where they were made. */
export const messageQueues = defineFacts('message-queues', (context): MessageQueues => {
  const messages = pahoMessages.gather(context);
  const puts = context.service.files.flatMap((file) => putsIn(file, (node) => messages.include(file, node)));
  return {
    contentsBehind(file, name) {
      const taken = takenBy(file, name);
      const queues = taken === undefined ? [] : queuesAt(file, taken.queue);
      const into = puts.filter(({ queue, index }) => queues.includes(queue) && index === taken?.index);
      if (!into.some(({ isMessage }) => isMessage)) return undefined;
      const others = puts.some(
        ({ queue, index, isMessage }) =>
          queues.includes(queue) && (index !== taken?.index ? taken?.index === undefined : !isMessage),
      );
      return others ? 'mixed' : 'messages';
    },
  };
});

function putsIn(file: FileView, isMessage: (node: SyntaxNode) => boolean): readonly Put[] {
  if (!file.mentions('put')) return [];
  return file.nodes('call').flatMap((call) => {
    const callee = call.field('function');
    const object = callee?.field('object');
    if (object === undefined || !PUT.test(callee?.field('attribute')?.text ?? '')) return [];
    const [value] = call.field('arguments')?.children ?? [];
    const queues = value === undefined ? [] : queuesAt(file, object);
    const parts = value?.kind === 'tuple' ? value.children : [];
    return queues.flatMap((queue) => [
      ...(value === undefined || parts.length > 0 ? [] : [{ queue, index: undefined, isMessage: isMessage(value) }]),
      ...parts.map((part, index) => ({ queue, index, isMessage: isMessage(part) })),
    ]);
  });
}

/** The places where a queue was made. */
function queuesAt(file: FileView, node: SyntaxNode): readonly string[] {
  return file.resolve(node).candidates.filter(isQueue).map(placeOf);
}

function isQueue({ kind, name, origin }: Candidate): boolean {
  return kind === 'instance' && QUEUE.test(name) && origin !== undefined;
}

function placeOf({ origin }: Candidate): string {
  return `${origin?.path}:${origin?.line}:${origin?.column}`;
}

/** The queue from which a name got its only value, and its place in the tuple that was taken. */
function takenBy(
  file: FileView,
  name: SyntaxNode,
): { readonly queue: SyntaxNode; readonly index: number | undefined } | undefined {
  const values = file.uses(name).flatMap(assignedTo);
  const [only] = values;
  if (only === undefined || values.length > 1) return undefined;
  const queue = queueTakenFrom(only.value);
  return queue && { queue, index: only.index };
}

/** The value that is assigned where a name is a target, and the place of the name in an unpacked one. */
function assignedTo(use: SyntaxNode): readonly { readonly value: SyntaxNode; readonly index: number | undefined }[] {
  const { parent } = use;
  const isUnpacked = parent?.kind === 'pattern_list' || parent?.kind === 'tuple_pattern';
  const target = isUnpacked ? parent : use;
  const assignment = target.parent;
  const value =
    assignment?.kind === 'assignment' && assignment.field('left') === target ? assignment.field('right') : undefined;
  return value === undefined ? [] : [{ value, index: isUnpacked ? parent.children.indexOf(use) : undefined }];
}

/** The queue in `await queue.get()`, `queue.get_nowait()` and `await asyncio.wait_for(queue.get(), 5)`. */
function queueTakenFrom(value: SyntaxNode): SyntaxNode | undefined {
  if (value.kind === 'await') return value.children[0] && queueTakenFrom(value.children[0]);
  const callee = value.kind === 'call' ? value.field('function') : undefined;
  if (callee?.text.endsWith('wait_for')) {
    const awaited = value.field('arguments')?.children[0];
    return awaited && queueTakenFrom(awaited);
  }
  return TAKE.test(callee?.field('attribute')?.text ?? '') ? callee?.field('object') : undefined;
}
