import { resolveValue } from './read-literal.ts';
import type { CallExpression, Expression, FluxProgram, Property, Statement } from './syntax.ts';
import { refuse, type Translation } from './translation.ts';

/** One step of a pipeline: a call of a function by its name. */
export interface Step {
  readonly name: string;
  readonly at: number;
  readonly arguments: ReadonlyMap<string, Expression>;
}

const MOST_STEPS = 50;

/** The variables of a program, by name. */
export function readVariables(program: FluxProgram): ReadonlyMap<string, Expression> {
  return new Map(program.flatMap((one) => (one.kind === 'assignment' ? [[one.name, one.value] as const] : [])));
}

/** Reads a program that is one pipeline, with variables at most, into its steps. */
export function readSteps(translation: Translation, program: FluxProgram): readonly Step[] | undefined {
  const names = new Set<string>();
  for (const one of program) {
    checkStatement(translation, one);
    if (one.kind !== 'assignment') continue;
    if (names.has(one.name)) return refuse(translation, one.at, `\`${one.name}\` is set twice`);
    names.add(one.name);
  }
  const [pipeline, second] = program.flatMap((one) => (one.kind === 'expression' ? [one.expression] : []));
  if (translation.problem !== undefined) return undefined;
  if (second !== undefined) return refuse(translation, second.at, 'several pipelines give several results');
  if (pipeline === undefined) return refuse(translation, 0, 'there is no pipeline in this query');
  return readPipeline(translation, pipeline);
}

function checkStatement(translation: Translation, one: Statement): void {
  if (one.kind === 'package') refuse(translation, one.at, 'the query is a package of Flux');
  if (one.kind === 'import') refuse(translation, one.at, `the query uses a package of Flux, "${one.path}"`);
  if (one.kind === 'option') refuse(translation, one.at, `the query sets the option ${one.name}`);
}

function readPipeline(translation: Translation, pipeline: Expression): readonly Step[] | undefined {
  const calls: CallExpression[] = [];
  let rest = resolveValue(translation, pipeline);
  while (rest.kind === 'pipe') {
    if (calls.length >= MOST_STEPS)
      return refuse(translation, rest.at, `the pipeline has more than ${MOST_STEPS} steps`);
    if (rest.call.kind === 'call') calls.push(rest.call);
    rest = resolveValue(translation, rest.source);
  }
  if (rest.kind !== 'call') return refuse(translation, rest.at, 'the pipeline does not begin with from()');
  calls.push(rest);
  const steps: Step[] = [];
  for (const call of calls.reverse()) {
    if (call.callee.kind !== 'identifier')
      return refuse(translation, call.at, 'functions of packages are not translated');
    steps.push({ name: call.callee.name, at: call.callee.at, arguments: new Map(call.arguments.map(readArgument)) });
  }
  return steps;
}

function readArgument({ name, value, at }: Property): readonly [string, Expression] {
  return [name, value ?? { kind: 'identifier', name, at }];
}

/** Refuses a step that has arguments besides those it is translated with. */
export function hasOnly(translation: Translation, step: Step, names: readonly string[]): boolean {
  for (const [name, value] of step.arguments) {
    if (names.includes(name)) continue;
    refuse(translation, value.at, `${step.name}() with \`${name}\` is not translated`);
    return false;
  }
  return true;
}
