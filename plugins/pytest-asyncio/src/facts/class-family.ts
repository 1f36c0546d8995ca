import { type ClassView, defineFacts, type FileView, type SyntaxNode } from '@moult/plugin-api';

/** A class and where it stands. */
export interface PlacedClass {
  readonly file: FileView;
  readonly view: ClassView;
}

/** Base classes of the service's classes, across its files. */
export interface ClassFamily {
  /** The class itself and all its bases in the service, nearest first. */
  lineage(file: FileView, view: ClassView): readonly PlacedClass[];
  /** Classes of the service that derive from this one. */
  heirs(view: ClassView): readonly PlacedClass[];
  /** Whether a class or one of its bases derives from a test case of a library, such as `AioHTTPTestCase`. */
  derivesFromTestCase(file: FileView, view: ClassView): boolean;
  /** Whether a class or one of its bases derives from a class of a library. */
  derivesFrom(file: FileView, view: ClassView, ...names: readonly string[]): boolean;
}

export const classFamily = defineFacts('class-family', ({ service }): ClassFamily => {
  const lineages = new Map<SyntaxNode, readonly PlacedClass[]>();
  const lineage = (file: FileView, view: ClassView): readonly PlacedClass[] => {
    const known = lineages.get(view.node);
    if (known !== undefined) return known;
    const found = collectLineage({ file, view });
    lineages.set(view.node, found);
    return found;
  };
  const everyClass = () => service.files.flatMap((file) => file.classes.map((view) => ({ file, view })));
  return {
    lineage,
    heirs: (view) =>
      everyClass().filter(
        (other) =>
          other.view.node !== view.node && lineage(other.file, other.view).some((base) => base.view.node === view.node),
      ),
    derivesFromTestCase: (file, view) =>
      lineage(file, view).some((placed) =>
        placed.view.bases.some((base) => /TestCase$/.test(base.text) && placed.file.definitionOf(base) === undefined),
      ),
    derivesFrom: (file, view, ...names) =>
      lineage(file, view).some((placed) => placed.view.bases.some((base) => placed.file.refersTo(base, ...names))),
  };
});

function collectLineage(start: PlacedClass): readonly PlacedClass[] {
  const found: PlacedClass[] = [];
  const pending = [start];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { file, view } = next;
    if (found.some((placed) => placed.view.node === view.node)) continue;
    found.push(next);
    for (const base of view.bases) {
      const definition = file.definitionOf(base);
      if (definition?.view.kind === 'class') pending.push({ file: definition.file, view: definition.view });
    }
  }
  return found;
}
