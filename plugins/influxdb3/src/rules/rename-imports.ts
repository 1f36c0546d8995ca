import {
  anyOf,
  defineRule,
  type FixContext,
  type ImportSite,
  importOf,
  type QualifiedName,
  type ReferenceSite,
  referenceTo,
} from '@moult/plugin-api';
import { topOf } from '../facts/find-mentions.ts';
import { migration, type Stand } from '../facts/migration.ts';
import { counterpartOf, isModuleName } from '../import-map.ts';
import { canonicalName } from '../types.ts';

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
      return site.kind === 'import' ? flag(site.node, missing(name)) : leave(`\`${name}\` has no counterpart`);
    if (isMovedAlong(context)) return leave('it moves with the `write_api` call it is written in');
    const stand = standOf(context, name);
    if (stand.kind === 'stays') return leave(stand.reason);
    edit.rename(site.node, to);
    edit.unit(stand.unit);
    edit.describe(`\`${name}\` is \`${to}\` now`);
  },
});

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

function missing(name: QualifiedName) {
  return {
    message: `\`${name}\` has no counterpart in influxdb3-python`,
    why: 'influxdb_client_3 writes and queries; what administrates a server of version 2 is not in it',
    todo: 'Remove what needs it, or keep influxdb-client for it',
  };
}

function starFinding(module: QualifiedName) {
  return {
    message: `What \`from ${module} import *\` brings is not known`,
    why: 'The names of influxdb_client are in several modules of influxdb_client_3, and some are in none',
    todo: `Import the names that are used one by one, then plan again`,
  };
}
