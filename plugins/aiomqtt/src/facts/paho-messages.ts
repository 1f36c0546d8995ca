import {
  type Candidate,
  defineFacts,
  type Evidence,
  type FileView,
  type ServiceView,
  type SyntaxNode,
} from '@moult/plugin-api';
import { MESSAGES, PAHO_ITERATORS, PAHO_MESSAGE } from '../names.ts';
import { oldLibrary } from './old-library.ts';

/** Which of paho's messages are those that asyncio-mqtt gave, and are aiomqtt's own from now on. */
export interface PahoMessages {
  /** Whether a node is such a message: it comes from an iterator, or is annotated as one where nothing else can give one. */
  include(file: FileView, node: SyntaxNode): boolean;
  /** Whether asyncio-mqtt alone can give messages of paho's class in the service. */
  readonly areAllOurs: boolean;
}

export const pahoMessages = defineFacts('paho-messages', (context): PahoMessages => {
  const { service } = context;
  // What made a message is among the facts behind it.
  const given = new Set(service.files.flatMap(iteratorsIn));
  const areAllOurs = oldLibrary.gather(context) && !usesPaho(service);
  // Version 0.15 brought `messages()`, whose topics are objects already, whatever the annotation says.
  const isText = given.size > 0 || !service.files.some(readsMessages);
  const isGiven: Judge = (file, node) =>
    messagesAt(file, node).some(({ evidence }) => evidence.some((fact) => given.has(lineOf(fact))));
  return {
    areAllOurs,
    include: (file, node) => isGiven(file, node) || (areAllOurs && isText && isOnlySaid(file, node)),
  };
});

type Judge = (file: FileView, node: SyntaxNode) => boolean;

function messagesAt(file: FileView, node: SyntaxNode): readonly Candidate[] {
  return file.resolve(node).candidates.filter(({ name }) => name === PAHO_MESSAGE);
}

/** Whether an annotation says so; one that was made on the spot is one of paho for sure. */
function isOnlySaid(file: FileView, node: SyntaxNode): boolean {
  const parameter = file.enclosingFunction(node)?.parameters.find(({ name }) => name === node.text);
  return parameter?.annotation !== undefined || messagesAt(file, node).some(({ origin }) => origin === undefined);
}

function iteratorsIn(file: FileView): readonly string[] {
  if (!file.mentions('filtered_messages')) return [];
  return file.nodes('call').flatMap((call) => {
    const callee = call.field('function');
    const isIterator = callee !== undefined && file.refersTo(callee, ...PAHO_ITERATORS);
    return isIterator ? [lineOf({ path: file.path, line: call.line })] : [];
  });
}

function readsMessages(file: FileView): boolean {
  const isRead = (node: SyntaxNode) => node.field('attribute')?.text === 'messages' && file.refersTo(node, MESSAGES);
  return file.mentions('.messages') && file.nodes('attribute').some(isRead);
}

function lineOf({ path, line }: Omit<Evidence, 'fact'>): string {
  return `${path}:${line}`;
}

/** Whether the service has a client of paho itself, whose messages stay what they are. */
function usesPaho({ files }: ServiceView): boolean {
  return files.some(
    (file) =>
      file.mentions('paho') &&
      file.nodes('call').some((call) => {
        const callee = call.field('function');
        return callee !== undefined && file.refersTo(callee, 'paho.mqtt.client.Client');
      }),
  );
}
