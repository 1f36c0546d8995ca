import { defineFacts, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { MESSAGE_ITERATORS } from '../names.ts';

/** How many message iterators are opened on the client that a call is made on. */
export interface MessageIterators {
  /** The other iterators that may be open on the same client, as `path:line`. */
  othersOf(call: SyntaxNode): readonly string[];
}

interface Opened {
  readonly call: SyntaxNode;
  readonly place: string;
  readonly client: string;
}

/** Clients whose construction is not known could all be one. */
const UNKNOWN = '';

/**
 * Collects every opened message iterator by the client it belongs to. Since 2.0 a client has one queue: two consumers would split the messages
 * between them where each saw all of them before.
 */
export const messageIterators = defineFacts('message-iterators', ({ service }): MessageIterators => {
  const opened = service.files.flatMap(openedIn);
  return {
    othersOf(call) {
      const own = opened.find((iterator) => iterator.call === call);
      return opened
        .filter(
          (other) =>
            other.call !== call &&
            (other.client === own?.client || other.client === UNKNOWN || own?.client === UNKNOWN),
        )
        .map((other) => other.place);
    },
  };
});

function openedIn(file: FileView): readonly Opened[] {
  return file.nodes('call').flatMap((call) => {
    const callee = call.field('function');
    if (callee === undefined || !file.refersTo(callee, ...MESSAGE_ITERATORS)) return [];
    return [{ call, place: `${file.path}:${call.line}`, client: clientOf(file, callee) }];
  });
}

function clientOf(file: FileView, callee: SyntaxNode): string {
  const origin = file.resolve(callee).candidates.find((candidate) => candidate.origin !== undefined)?.origin;
  return origin === undefined ? UNKNOWN : `${origin.path}:${origin.line}:${origin.column}`;
}
