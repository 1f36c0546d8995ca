import { type ClassView, defineFacts, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { CLIENT } from '../names.ts';

/** The classes of a service that inherit from the client of the library. */
export interface ClientClasses {
  /** Whether a node is a client: an object of the library's class or of one that inherits from it. */
  hasClient(file: FileView, node: SyntaxNode): boolean;
}

interface LocalClass {
  readonly file: FileView;
  readonly view: ClassView;
}

export const clientClasses = defineFacts('client-classes', ({ service }): ClientClasses => {
  const classes = service.files.flatMap((file) => file.classes.map((view): LocalClass => ({ file, view })));
  const names = new Set(classes.filter((one) => inherits(one, classes)).map(nameOf));
  return {
    hasClient: (file, node) =>
      file.refersTo(node, CLIENT) ||
      file.resolve(node).candidates.some(({ kind, name }) => kind === 'local' && names.has(name)),
  };
});

function inherits(
  { file, view }: LocalClass,
  classes: readonly LocalClass[],
  seen: ReadonlySet<ClassView> = new Set(),
): boolean {
  if (seen.has(view)) return false;
  return view.bases.some((base) => {
    if (file.refersTo(base, CLIENT)) return true;
    const parent = file.definitionOf(base)?.view;
    const known = classes.find((one) => one.view.node === parent?.node);
    return known !== undefined && inherits(known, classes, new Set([...seen, view]));
  });
}

function nameOf({ file, view }: LocalClass): string {
  return [file.modules[0] ?? '', view.qualifiedName].filter((part) => part !== '').join('.');
}
