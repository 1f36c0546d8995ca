import {
  anyOf,
  defineRule,
  type FixContext,
  type ImportSite,
  importOf,
  pySource,
  type QualifiedName,
  type ReferenceSite,
  referenceTo,
} from '@moult/plugin-api';
import { topOf } from '../facts/find-mentions.ts';
import { isImported, rootOf } from '../facts/imported-name.ts';
import { migration, type Stand } from '../facts/migration.ts';
import { isStored } from '../facts/same-value.ts';
import { counterpartOf, isModuleName } from '../import-map.ts';
import { clientName } from '../local-name.ts';
import { WRITE_API } from '../names.ts';
import { canonicalName } from '../types.ts';
import { orderForMissing } from '../work-orders.ts';

type NamedSite = ImportSite | ReferenceSite;

/** The names of the library are in other modules, and the client has another name. They move with the clients they are used with. */
export const renameImports = defineRule<NamedSite>({
  name: 'rename-imports',
  summary: 'influxdb_client is called influxdb_client_3, and its names are in other modules',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/tree/v0.17.0/influxdb_client_3',
  grade: 'review',
  find: anyOf<NamedSite>(importOf('influxdb_client'), referenceTo('influxdb_client', 'influxdb_client.*')),
  fix(context) {
    const { site, edit, flag, leave } = context;
    if (site.kind === 'import' && site.member === '*') return flag(site.node, starFinding(site.module));
    const name = nameOf(site);
    const to = counterpartOf(name);
    if (to === undefined)
      return site.kind === 'import'
        ? flag(site.node, orderForMissing(name, isUsed(context)))
        : leave(`\`${name}\` has no counterpart`);
    if (site.kind === 'reference' && !isImported(context.file, rootOf(site.node)))
      return leave('it is a name of this service, which holds what an import brings');
    if (isMovedAlong(context)) return leave('it moves with the `write_api` call it is written in');
    const stand = standOf(context, name);
    if (stand.kind === 'stays') return leave(stand.reason);
    renameTo(context, name, to);
    edit.unit(stand.unit);
    edit.describe(`\`${name}\` is \`${to}\` now`);
  },
});

/** Whether anything in the file uses what an import brings. */
function isUsed({ site, file }: FixContext<NamedSite>): boolean {
  const node = site.node.kind === 'aliased_import' ? site.node.field('alias') : site.node;
  const name = node?.kind === 'dotted_name' ? node.children[0] : node;
  return name === undefined || file.uses(name).length > 1;
}

function renameTo(context: FixContext<NamedSite>, name: QualifiedName, to: QualifiedName): void {
  const { site, edit } = context;
  const written = site.node.text.split('.');
  if (name === WRITE_API && (site.kind === 'import' || written.length === 1)) {
    if (site.kind === 'reference') edit.replace(site.node, pySource(clientName(context)));
    edit.imports.mayDrop(site.kind === 'import' ? `${site.module}.${site.member}` : name);
    return;
  }
  // An import brings one module; what is below another one needs an import of its own.
  if (site.kind === 'reference' && written[0] === 'influxdb_client' && to.split('.').length > written.length) {
    const split = to.lastIndexOf('.');
    edit.replace(site.node, pySource(edit.imports.use(to.slice(0, split), to.slice(split + 1))));
    return;
  }
  edit.rename(site.node, to);
  if (site.kind === 'import') renameStores(context, to);
}

/** `except ImportError: InfluxDBClient = None` binds the name that the import has. */
function renameStores({ site, file, edit }: FixContext<NamedSite>, to: QualifiedName): void {
  if (site.kind !== 'import' || site.node.kind === 'aliased_import') return;
  const [name] = site.node.children;
  const last = to.slice(to.lastIndexOf('.') + 1);
  if (name === undefined || site.member === undefined || site.local === last) return;
  for (const use of file.uses(name)) if (isStored(use)) edit.replace(use, pySource(last));
}

/** The name rules use: the one the resolution found, not the one that is written. */
function nameOf(site: NamedSite): QualifiedName {
  if (site.kind === 'import')
    return canonicalName(site.member === undefined ? site.module : `${site.module}.${site.member}`);
  const found = site.resolution.candidates.find(({ kind }) => kind === 'member' || kind === 'module');
  return canonicalName(found?.name ?? site.name);
}

function standOf({ site, file, facts }: FixContext<NamedSite>, name: QualifiedName): Stand {
  const known = facts(migration);
  const made = site.node.parent === undefined ? undefined : known.clientAt(site.node.parent);
  if (made !== undefined) return known.standOf(made);
  if (!isModuleName(name)) return known.standOfName(file, topOf(name));
  const stands = known.namesIn(file).map((one) => known.standOfName(file, one));
  return stands.find(({ kind }) => kind === 'stays') ?? stands[0] ?? known.standOfName(file, name);
}

/** A dotted name inside a `write_api` call is written anew where the client is made. */
function isMovedAlong({ site, file, facts }: FixContext<NamedSite>): boolean {
  if (site.kind === 'import' || site.node.kind !== 'attribute') return false;
  for (let node = site.node.parent; node !== undefined; node = node.parent) {
    if (node.kind === 'call' && facts(migration).writersAt(node).length > 0) return true;
    if (node.kind === 'block' || node === file.root) return false;
  }
  return false;
}

function starFinding(module: QualifiedName) {
  return {
    message: `What \`from ${module} import *\` brings is not known`,
    why: 'The names of influxdb_client are in several modules of influxdb_client_3, and some are in none',
    todo: `Import the names that are used one by one, then plan again`,
  };
}
