import type { ClassView, FactsReader, FileView, FunctionView } from '@moult/plugin-api';
import { ASYNC_FIXTURES, FIXTURES, UNITTEST_ASYNC_CASE, UNITTEST_CASE } from '../names.ts';
import { classFamily, type PlacedClass } from './class-family.ts';
import { pytestRoots } from './pytest-roots.ts';

/** What pytest makes of a function. */
export type Collected =
  | { readonly kind: 'test' }
  /** A method of a `unittest.TestCase`. */
  | { readonly kind: 'unittest'; readonly isAsync: boolean }
  | { readonly kind: 'fixture' }
  | { readonly kind: 'no'; readonly reason: string };

/** Says whether pytest collects a function as a test. */
export function collectedAs(file: FileView, view: FunctionView, facts: FactsReader): Collected {
  const { patterns } = facts(pytestRoots).rootOf(file);
  if (isFixture(file, view)) return { kind: 'fixture' };
  if (view.isNested) return { kind: 'no', reason: 'it stands inside another function' };
  const { owner } = view;
  if (owner !== undefined && facts(classFamily).derivesFrom(file, owner, UNITTEST_ASYNC_CASE))
    return { kind: 'unittest', isAsync: true };
  if (owner !== undefined && facts(classFamily).derivesFrom(file, owner, UNITTEST_CASE))
    return { kind: 'unittest', isAsync: false };
  if (owner !== undefined && facts(classFamily).derivesFromTestCase(file, owner))
    return { kind: 'unittest', isAsync: true };
  if (!patterns.isTestFunction(view.name))
    return { kind: 'no', reason: 'pytest does not collect functions of this name' };
  if (owner === undefined)
    return patterns.isTestFile(file.path)
      ? { kind: 'test' }
      : { kind: 'no', reason: 'pytest does not collect files of this name' };
  return collectedClasses(file, owner, facts).length > 0
    ? { kind: 'test' }
    : { kind: 'no', reason: 'pytest does not collect its class' };
}

/**
 * The classes by which pytest collects a method: its own, and those that inherit it. A class is collected by its name, in a file that is collected
 * by its name, unless it has a constructor.
 */
export function collectedClasses(file: FileView, owner: ClassView, facts: FactsReader): readonly PlacedClass[] {
  const roots = facts(pytestRoots);
  const family = facts(classFamily);
  return [{ file, view: owner }, ...family.heirs(owner)].filter((placed) => {
    const { patterns } = roots.rootOf(placed.file);
    const hasConstructor = family
      .lineage(placed.file, placed.view)
      .some((base) => base.view.methods.some((method) => method.name === '__init__'));
    return patterns.isTestFile(placed.file.path) && patterns.isTestClass(placed.view.name) && !hasConstructor;
  });
}

/** Whether a function is decorated as a fixture, by pytest or by pytest-asyncio. */
export function isFixture(file: FileView, view: FunctionView): boolean {
  return view.decorators.some((decorator) => file.refersTo(decorator.name, ...FIXTURES, ...ASYNC_FIXTURES));
}
