import type { ImportSite, QualifiedName, Resolution } from '@moult/plugin-api';
import { type ImportedName, type TreeNode, viewImport } from '@moult/python';
import type { FindContext } from './find-sites.ts';
import type { FoundSite } from './found-site.ts';
import { isAtOrBelow } from './match-name.ts';

/** Sites of an import statement, one for each name it imports. Relative imports and modules of the service itself are none. */
export function findImportSites(context: FindContext, statement: TreeNode): readonly FoundSite[] {
  const finders = context.index.of('import');
  if (finders.length === 0) return [];
  return libraryImports(context, statement).flatMap((imported) =>
    finders.flatMap(({ entry, spec }) => {
      const name = spec.modules.find((module) => isAtOrBelow(fullNameOf(imported), module));
      if (name === undefined) return [];
      return [{ entry, node: imported.node, head: imported.node, site: importSite(context, imported, name) }];
    }),
  );
}

/** The names an import statement takes from a library that somebody looks for, and not from a module of the service. */
export function libraryImports({ file, index }: FindContext, statement: TreeNode): readonly ImportedName[] {
  return viewImport(statement).filter((imported) => {
    const top = imported.module.split('.', 1)[0] ?? imported.module;
    if (imported.level > 0 || !index.wanted.tops.has(top)) return false;
    if (imported.identifier === undefined) return true;
    const { candidates } = file.view.resolve(imported.identifier);
    return candidates.length === 0 || candidates.some(({ kind }) => kind !== 'local');
  });
}

/** Module and member as one dotted name. */
export function fullNameOf({ module, member }: ImportedName): QualifiedName {
  return member === undefined || member === '*' ? module : `${module}.${member}`;
}

function importSite({ file }: FindContext, imported: ImportedName, name: QualifiedName): ImportSite {
  const { statement, form, module, member, local, node } = imported;
  return {
    kind: 'import',
    node,
    name,
    form,
    module,
    member,
    local,
    statement,
    resolution: resolutionOf(imported, file.path),
  };
}

/** What an import statement names is certain, whatever else its local name may be bound to. */
function resolutionOf(imported: ImportedName, path: string): Resolution {
  const { member, statement } = imported;
  const fact = { fact: `named by \`${firstLine(statement.text)}\``, path, line: statement.line };
  const kind = member === undefined || member === '*' ? 'module' : 'member';
  return { candidates: [{ kind, name: fullNameOf(imported), evidence: [fact] }], certain: true };
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? text;
}
