import type { SyntaxNode } from '@moult/plugin-api';

const NEW_LOOP = /^asyncio\.(?:get_event_loop_policy\(\)\.)?new_event_loop\(\)$|^\w*policy\.new_event_loop\(\)$/;
const CURRENT_LOOP = /^asyncio\.(?:get_event_loop_policy\(\)\.)?get_event_loop\(\)$|^\w*policy\.get_event_loop\(\)$/;
const POLICY = /^\w*policy=asyncio\.get_event_loop_policy\(\)$/;

/**
 * Whether the body of a fixture does no more than make a loop, give it and close it. The current loop counts where one loop is to serve many
 * tests; a fixture that gives it to each test anew shares it by accident.
 */
export function isPlainLoop(body: SyntaxNode, isShared: boolean): boolean {
  const isLoop = (value: string) => NEW_LOOP.test(value) || (isShared && CURRENT_LOOP.test(value));
  const statements = statementsOf(body).map(withoutBlanks);
  const rest = POLICY.test(statements[0] ?? '') ? statements.slice(1) : statements;
  const [first = '', ...others] = rest;
  const given = /^(?:yield|return)(.+)$/.exec(first)?.[1];
  if (given !== undefined && others.length === 0) return isLoop(given);
  if (first === 'try:') return isShared && isRunningLoop(rest);
  const [, name, value] = /^(\w+)=(.+)$/.exec(first) ?? [];
  return name !== undefined && value !== undefined && isLoop(value) && isGiven(name, others);
}

/** `try: loop = asyncio.get_running_loop()`, else a new one: no loop runs where a synchronous fixture is set up. */
function isRunningLoop([, running = '', clause = '', fallback = '', ...others]: readonly string[]): boolean {
  const name = /^(\w+)=asyncio\.get_(?:running|event)_loop\(\)$/.exec(running)?.[1];
  if (name === undefined || clause !== 'exceptRuntimeError:' || !fallback.startsWith(`${name}=`)) return false;
  return NEW_LOOP.test(fallback.slice(name.length + 1)) && isGiven(name, others);
}

function isGiven(name: string, statements: readonly string[]): boolean {
  const [first, ...others] = statements;
  const rest = first === `asyncio.set_event_loop(${name})` ? others : statements;
  const end = rest.at(-1) === 'asyncio.set_event_loop(None)' ? rest.slice(0, -1) : rest;
  const close = `${name}.close()`;
  return [`yield${name}`, `return${name}`, `yield${name};${close}`, `try:;yield${name};finally:;${close}`].includes(
    end.join(';'),
  );
}

/** Without blanks and without the annotation of a variable. */
function withoutBlanks(statement: string): string {
  return statement.replaceAll(/\s+/g, '').replace(/^(\w+):[\w.[\]]+=/, '$1=');
}

/** The statements of a body without comments and docstring; those of a `try` follow its header. */
function statementsOf(block: SyntaxNode): readonly string[] {
  return block.children
    .filter((statement) => statement.kind !== 'comment' && statement.children[0]?.kind !== 'string')
    .flatMap((statement) => (statement.kind === 'try_statement' ? partsOfTry(statement) : [statement.text]));
}

function partsOfTry(statement: SyntaxNode): readonly string[] {
  const clauses = statement.children.filter((child) => child.kind !== 'block' && child.kind !== 'comment');
  const body = statement.field('body');
  if (body === undefined) return [statement.text];
  return [
    'try:',
    ...statementsOf(body),
    ...clauses.flatMap((clause) => {
      const block = clause.children.find((child) => child.kind === 'block');
      return block === undefined ? [clause.text] : [clause.text.split('\n')[0] ?? '', ...statementsOf(block)];
    }),
  ];
}
