import type { TreeNode } from '../syntax/tree-node.ts';
import type { TreeFunction } from '../views/definition-views.ts';
import type { TreeParameter } from '../views/parameter-view.ts';
import { stringValueOf } from '../views/string-view.ts';
import type { Evaluator } from './evaluator.ts';
import { type FileModel, factAt } from './file-model.ts';
import { mapSet, setOf, unite, type ValueSet, withEvidence } from './value.ts';

const FIXTURES: ReadonlySet<string> = new Set(['pytest.fixture', 'pytest_asyncio.fixture']);

/** What a pytest fixture gives to a test or another fixture that asks for it by the name of a parameter; undefined when there is none. */
export function evaluateFixture(
  evaluator: Evaluator,
  file: FileModel,
  parameter: TreeParameter,
  definition: TreeNode,
): ValueSet | undefined {
  const asking = file.definitions.functionOf(definition);
  if (asking === undefined || parameter.default !== undefined || !takesFixtures(evaluator, file, asking))
    return undefined;
  for (const place of [file, ...conftestsOf(evaluator, file)]) {
    const fixture = evaluator
      .fixtures(place)
      .find((one) => one.name === parameter.name && one.view.node !== definition);
    if (fixture !== undefined) return given(evaluator, place, fixture.view);
  }
  return undefined;
}

/** A fixture and the name it is asked for by. */
export interface Fixture {
  readonly name: string;
  readonly view: TreeFunction;
}

/** The pytest fixtures that a file defines. */
export function findFixtures(evaluator: Evaluator, file: FileModel): readonly Fixture[] {
  return file.definitions.functions.flatMap((view) => {
    const name = fixtureName(evaluator, file, view);
    return name === undefined ? [] : [{ name, view }];
  });
}

function given(evaluator: Evaluator, place: FileModel, fixture: TreeFunction): ValueSet {
  const fact = factAt(place, fixture.node, `given by the fixture \`${fixture.name}\``);
  return mapSet(evaluator.returned(place, fixture.node), (value) => {
    const set = value.kind === 'produced' ? value.element : setOf(value);
    return unite([mapSet(set, (one) => setOf(withEvidence(one, fact)))]);
  });
}

function takesFixtures(evaluator: Evaluator, file: FileModel, view: TreeFunction): boolean {
  return view.name.startsWith('test') || evaluator.fixtures(file).some((one) => one.view === view);
}

/** The name a fixture is asked for by; undefined for a function that is none. */
function fixtureName(evaluator: Evaluator, file: FileModel, view: TreeFunction): string | undefined {
  const decorator = view.decorators.find(({ name }) =>
    evaluator.expression(file, name).values.some((value) => value.kind === 'member' && FIXTURES.has(value.name)),
  );
  if (decorator === undefined) return undefined;
  const renamed = decorator.call?.keyword('name')?.value;
  return (renamed && stringValueOf(renamed)) ?? view.name;
}

/** The `conftest.py` files whose fixtures a file sees, nearest first. */
function conftestsOf(evaluator: Evaluator, file: FileModel): readonly FileModel[] {
  const parts = file.path.split('/').slice(0, -1);
  return [...parts.keys(), parts.length]
    .reverse()
    .map((depth) => [...parts.slice(0, depth), 'conftest.py'].join('/'))
    .filter((path) => path !== file.path)
    .flatMap((path) => evaluator.fileAt(path) ?? []);
}
