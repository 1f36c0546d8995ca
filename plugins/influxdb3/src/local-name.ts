import type { FileView, FixContext, Site } from '@moult/plugin-api';
import { importsOf } from './facts/find-constructions.ts';
import { counterpartOf } from './import-map.ts';
import { CLIENT, NEW_CLIENT, NEW_MODULE } from './names.ts';

type NamingContext = Pick<FixContext<Site>, 'file' | 'edit'>;

/** How the new client is written at the site. */
export function clientName(context: NamingContext): string {
  const local = importedAs(context.file, CLIENT);
  if (local !== undefined) return local === 'InfluxDBClient' ? NEW_CLIENT : local;
  return localName(context, CLIENT);
}

/** Whether the library is imported at the top of the file: where it is not, no new import may make it necessary. */
export function isImportedAlways(file: FileView): boolean {
  return importsOf(file)
    .filter(({ text }) => /\binfluxdb_client\b/.test(text))
    .every(({ parent }) => parent === file.root);
}

/** How a name of the library is written at the site: as an import brings it that moves along, or by a new one. */
export function localName({ file, edit }: NamingContext, name: string): string {
  const to = counterpartOf(name) ?? name;
  const member = to.slice(to.lastIndexOf('.') + 1);
  const imported = importedAs(file, name);
  if (imported !== undefined) return imported;
  const hasModule = importsOf(file).some(
    (statement) =>
      statement.kind === 'import_statement' && statement.children.some((node) => node.text === 'influxdb_client'),
  );
  return edit.imports.use(NEW_MODULE, member, hasModule ? 'module' : undefined);
}

/** The plain name under which an import of the file brings something of the library. */
function importedAs(file: FileView, name: string): string | undefined {
  for (const statement of file.root.children) {
    if (statement.kind !== 'import_from_statement') continue;
    for (const node of statement.children) {
      if (node === statement.field('module_name') || !file.resolve(node).candidates.some((one) => one.name === name))
        continue;
      return (node.kind === 'aliased_import' ? node.field('alias') : node)?.text;
    }
  }
  return undefined;
}
