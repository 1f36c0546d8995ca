import { defineFacts, type FileView, type FunctionView, type SyntaxNode } from '@moult/plugin-api';
import { isFixture } from './collected-test.ts';

/** A fixture named `event_loop` that the project defines. */
export interface LoopOverride {
  readonly file: FileView;
  readonly view: FunctionView;
  /** Caching scope as written, `function` by default; undefined when it is no literal. */
  readonly scope: string | undefined;
  /** Why it cannot be replaced by the loop scope options; undefined when it can. */
  readonly obstacle: string | undefined;
}

export interface LoopOverrides {
  readonly all: readonly LoopOverride[];
  /** The override a test in this file gets; overrides that are removed do not count. */
  remainingFor(file: FileView): LoopOverride | undefined;
}

/** Bodies that only make a loop, give it and close it again. */
const PLAIN_BODY =
  /^(?:policy=asyncio\.get_event_loop_policy\(\);)?(\w+)=(?:asyncio\.new_event_loop\(\)|asyncio\.get_event_loop_policy\(\)\.new_event_loop\(\)|policy\.new_event_loop\(\));(?:yield\1;\1\.close\(\)|try:;yield\1;finally:;\1\.close\(\))$/;

export const loopOverrides = defineFacts('loop-overrides', ({ service }): LoopOverrides => {
  const all = service.files.flatMap((file) =>
    file.functions.filter((view) => isOverride(file, view)).map((view) => readOverride(file, view)),
  );
  return {
    all,
    remainingFor: (file) => all.find((override) => override.obstacle !== undefined && isInReach(override, file)),
  };
});

function isOverride(file: FileView, view: FunctionView): boolean {
  return view.name === 'event_loop' && isFixture(file, view);
}

function isInReach({ file }: LoopOverride, user: FileView): boolean {
  if (!file.path.endsWith('conftest.py')) return file.path === user.path;
  return user.path.startsWith(file.path.slice(0, -'conftest.py'.length));
}

function readOverride(file: FileView, view: FunctionView): LoopOverride {
  const fixture = view.decorators[0];
  const written = fixture?.call?.keyword('scope')?.value;
  const scope = written === undefined ? 'function' : file.stringValue(written);
  return { file, view, scope, obstacle: obstacleOf(view, scope) };
}

function obstacleOf(view: FunctionView, scope: string | undefined): string | undefined {
  if (scope === undefined) return 'its scope is not a literal';
  if (view.owner !== undefined) return 'it belongs to a class';
  if (view.isAsync || view.decorators.length !== 1) return 'it is no plain fixture';
  const parameters = view.parameters.filter((parameter) => parameter.name !== 'request');
  if (parameters.length > 0)
    return `it depends on ${parameters.map((parameter) => `\`${parameter.name}\``).join(', ')}`;
  return PLAIN_BODY.test(plainBody(view.body)) ? undefined : 'it does more than make a loop, give it and close it';
}

/** The statements of a body without comments, docstring and blanks, joined by semicolons. */
function plainBody(body: SyntaxNode): string {
  return statementsOf(body)
    .join(';')
    .replaceAll(/[ \t]+/g, '');
}

function statementsOf(block: SyntaxNode): readonly string[] {
  return block.children
    .filter((statement) => statement.kind !== 'comment' && statement.children[0]?.kind !== 'string')
    .flatMap((statement) => {
      if (statement.kind !== 'try_statement') return [statement.text.replaceAll(/\s+/g, ' ')];
      const clauses = statement.children.filter((child) => child.kind !== 'block' && child.kind !== 'comment');
      const body = statement.field('body');
      const last =
        clauses.length === 1 && clauses[0]?.kind === 'finally_clause'
          ? clauses[0].children.find((child) => child.kind === 'block')
          : undefined;
      if (body === undefined || last === undefined) return [statement.text];
      return ['try:', ...statementsOf(body), 'finally:', ...statementsOf(last)];
    });
}

/** The options that give every test and fixture of a root the loop that an override of this scope gave them. */
export const LOOP_SCOPE_OPTIONS = ['asyncio_default_fixture_loop_scope', 'asyncio_default_test_loop_scope'] as const;
