import { type Candidate, defineFacts, type Evidence, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { PAHO_ITERATORS, PAHO_MESSAGE } from '../names.ts';

/** Which of paho's messages are those that asyncio-mqtt gave, and are aiomqtt's own from now on. */
export interface PahoMessages {
  /** Whether a node is such a message: it comes from an iterator, or is annotated as one where nothing else can give one. */
  include(file: FileView, node: SyntaxNode): boolean;
  /** Whether asyncio-mqtt alone can give messages of paho's class in the service. */
  readonly areAllOurs: boolean;
}

export const pahoMessages = defineFacts('paho-messages', ({ service }): PahoMessages => {
  // What made a message is among the facts behind it.
  const given = new Set(service.files.flatMap(iteratorsIn));
  const areAllOurs = given.size > 0 && !service.files.some(usesPaho);
  const isGiven: Judge = (file, node) =>
    messagesAt(file, node).some(({ evidence }) => evidence.some((fact) => given.has(lineOf(fact))));
  return {
    areAllOurs,
    include: (file, node) => isGiven(file, node) || (areAllOurs && isOnlySaid(file, node)),
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

function lineOf({ path, line }: Omit<Evidence, 'fact'>): string {
  return `${path}:${line}`;
}

/** Words of code that has messages from a client of paho itself, the one inside a client of asyncio-mqtt included. */
const OF_PAHO = ['message_callback_add', 'paho.mqtt.subscribe', 'userdata'];

/** Whether a file has to do with a client of paho, whose messages stay what they are. */
function usesPaho(file: FileView): boolean {
  if (file.mentions(...OF_PAHO)) return true;
  if (file.mentions('on_message') && file.nodes('assignment').some(setsCallback)) return true;
  return file.mentions('paho') && (importsClient(file) || file.nodes('attribute').some((node) => isClient(file, node)));
}

function setsCallback(assignment: SyntaxNode): boolean {
  return assignment.field('left')?.field('attribute')?.text === 'on_message';
}

function importsClient(file: FileView): boolean {
  return file
    .nodes('import_from_statement')
    .some(
      (statement) =>
        statement.field('module_name')?.text === 'paho.mqtt.client' &&
        statement.fields('name').some((name) => (name.field('name') ?? name).text === 'Client'),
    );
}

function isClient(file: FileView, node: SyntaxNode): boolean {
  return node.field('attribute')?.text === 'Client' && file.refersTo(node, 'paho.mqtt.client.Client');
}
