import { defineFacts, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { RETRY_ERROR } from '../names.ts';
import { guardedBlocks } from './guarded-blocks.ts';
import { type Catcher, catcherAround, type Region, reachedFunctions } from './reached-functions.ts';
import { placesOf } from './retry-places.ts';
import { enclosing, lastName } from './syntax-ancestors.ts';

/** Who in the service would notice that `RetryError` is no longer raised. */
export interface RetryErrorCatchers {
  /** The catcher that sees what the retry at `node` raises: around it, around a use of it, or up to two calls away. */
  catcherOf(file: FileView, node: SyntaxNode): Catcher | undefined;
}

/**
 * Finds every `except RetryError`, `pytest.raises(RetryError)` and the like, and the functions that run inside. A use of the class that is tied to no
 * block, such as an exception handler registered with a framework, catches everything.
 */
export const retryErrorCatchers = defineFacts('retry-error-catchers', ({ service }): RetryErrorCatchers => {
  const regions: Region[] = [];
  const anywhere: Catcher[] = [];
  for (const file of filesThatMayCatch(service.files)) {
    for (const reference of referencesToRetryError(file)) {
      const blocks = guardedBlocks(file, reference);
      const catcher = { path: file.path, line: reference.line };
      if (blocks === undefined) anywhere.push(catcher);
      for (const block of blocks ?? []) regions.push({ file, block, catcher });
    }
  }
  const reached = reachedFunctions(regions);
  return {
    catcherOf(file, node) {
      if (anywhere[0] !== undefined || regions.length === 0) return anywhere[0];
      for (const place of placesOf(service, file, node)) {
        const catcher = catcherAround(regions, reached, place.file, place.node);
        if (catcher !== undefined) return catcher;
      }
      return undefined;
    },
  };
});

/** The files that mention the class, or another name that one of them gives to it. */
function filesThatMayCatch(files: readonly FileView[]): readonly FileView[] {
  const names = new Set(['RetryError', 'last_attempt']);
  for (let count = 0; count !== names.size; ) {
    count = names.size;
    for (const file of files) if (file.mentions(...names)) for (const name of namesGiven(file, names)) names.add(name);
  }
  return files.filter((file) => file.mentions(...names));
}

function namesGiven(file: FileView, names: ReadonlySet<string>): readonly string[] {
  const given = [...file.nodes('aliased_import'), ...file.nodes('assignment')].map((node) => ({
    name: lastName(node.field('alias') ?? node.field('left')),
    value: lastName(node.field('name') ?? node.field('right')),
  }));
  return given.flatMap(({ name, value }) => (name !== '' && names.has(value) ? [name] : []));
}

function* referencesToRetryError(file: FileView): Iterable<SyntaxNode> {
  for (const kind of ['identifier', 'attribute']) {
    for (const node of file.nodes(kind)) {
      const isName = kind === 'identifier' ? !isPartOfAttribute(node) && !isImported(node) : !isPartOfAttribute(node);
      if (isName && file.refersTo(node, RETRY_ERROR) && !isInstance(file, node)) yield node;
      else if (
        kind === 'attribute' &&
        node.field('attribute')?.text === 'last_attempt' &&
        enclosing(node, 'except_clause')
      )
        yield node;
    }
  }
}

/** A caught error that is passed on or named as a parameter: whoever looks for the class has been seen already. */
function isInstance(file: FileView, node: SyntaxNode): boolean {
  return file.resolve(node).candidates.every(({ kind }) => kind === 'instance');
}

function isPartOfAttribute(node: SyntaxNode): boolean {
  return node.parent?.kind === 'attribute';
}

function isImported(node: SyntaxNode): boolean {
  return enclosing(node, 'import_from_statement') !== undefined || enclosing(node, 'import_statement') !== undefined;
}
