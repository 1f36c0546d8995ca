import {
  addRequirement,
  type CallSite,
  type CallView,
  callTo,
  defineRule,
  type FixContext,
  type ManifestChange,
  pySource,
  replaceRequirement,
} from '@moult/plugin-api';
import type { Client } from '../facts/client.ts';
import { migration } from '../facts/migration.ts';
import { CONSTRUCTOR_PARAMETERS } from '../facts/read-constructor.ts';
import { ASYNC_CLIENT, CLIENT, FACTORIES, NEW_DISTRIBUTION, NEW_VERSION } from '../names.ts';
import { comment, pin } from '../options.ts';
import { orderForClient } from '../work-orders.ts';
import { type NewOptions, optionsCall, spreadOut, writeOptionsOf } from '../write-options.ts';

/** A client is made with other keywords; bucket and write options are given to its constructor. */
export const clientConstruction = defineRule({
  name: 'client-construction',
  summary: 'InfluxDBClient3 takes host, database, write_timeout, query_timeout and the options of writing',
  source: 'https://github.com/InfluxCommunity/influxdb3-python/blob/v0.17.0/influxdb_client_3/__init__.py',
  grade: 'review',
  find: callTo(CLIENT, ASYNC_CLIENT, ...FACTORIES.map((name) => `${CLIENT}.${name}`)),
  fix(context) {
    const { site, edit, facts, flag, leave } = context;
    const known = facts(migration);
    const client = known.clientAt(site.node);
    if (client === undefined || client.isMoved) return leave('it is a client of the new library already');
    const [blocker] = known.blockersAt(site.node).filter(({ rule }) => rule === 'client-construction');
    if (blocker !== undefined) return flag(site.node, orderForClient(site, blocker));
    const stand = known.standOf(client);
    if (stand.kind === 'stays') return leave(stand.reason);
    editArguments(context, client);
    edit.needs(requirement(context, known.movesAll));
    edit.unit(stand.unit);
    edit.evidence('the server must be InfluxDB 3: a client of this library cannot query an older one');
    edit.evidence(
      'the url must name its port: without one the new client takes 443, and port 8181 is the default of InfluxDB 3 Core',
    );
  },
});

function editArguments(context: FixContext<CallSite>, client: Client): void {
  const { site, edit, facts } = context;
  const { database } = facts(migration).planOf(client);
  const timeout = (site.call.positional(3) ?? site.call.keyword('timeout'))?.value;
  const options = writeOptionsOf(context, client);
  const added: [string, string][] = [];
  if (database !== undefined) added.push(['database', database.text]);
  if (timeout !== undefined && timeout.kind !== 'tuple') added.push(['query_timeout', timeout.text]);
  if (options !== undefined && isWide(site.call, options)) {
    spreadCall(context, added, options);
    return;
  }
  if (options !== undefined) added.push(['write_client_options', optionsCall(options)]);
  const call = edit.arguments(site.call);
  for (const [index, parameter] of CONSTRUCTOR_PARAMETERS.entries()) {
    const to = RENAMED[parameter] ?? parameter;
    if (site.call.positional(index) !== undefined) call.nameKeyword(index, to);
    else if (site.call.keyword(parameter) !== undefined && parameter !== to) call.renameKeyword(parameter, to);
  }
  for (const [keyword, value] of added) call.add(keyword, pySource(value));
}

/** Options that would make a long line of a call on one line. */
function isWide({ node }: CallView, options: NewOptions): boolean {
  const isOneLine = node.line === node.endLine && !node.text.includes('#');
  return isOneLine && optionsCall(options).length > WIDE && !optionsCall(options).includes('\n');
}

const WIDE = 70;

/** Writes all arguments anew, one a line, and the options one a line as well. */
function spreadCall(
  { site, edit }: FixContext<CallSite>,
  added: readonly (readonly [string, string])[],
  { make, keywords }: NewOptions,
): void {
  const list = site.call.node.field('arguments');
  if (list === undefined) return;
  const kept = site.call.arguments.map(({ name, value }, index) => {
    const parameter = name ?? CONSTRUCTOR_PARAMETERS[index] ?? '';
    return `    ${RENAMED[parameter] ?? parameter}=${value.text},`;
  });
  const lines = [
    ...kept,
    ...added.map(([keyword, value]) => `    ${keyword}=${value},`),
    `    write_client_options=${make}(`,
    ...keywords.map((keyword) => `        ${spreadOut(keyword)},`),
    '    ),',
  ];
  edit.replace(list, pySource(`(\n${lines.join('\n')}\n)`));
}

const RENAMED: Readonly<Record<string, string>> = { url: 'host', timeout: 'write_timeout' };

function requirement({ option }: FixContext<CallSite>, movesAll: boolean): ManifestChange {
  const said = option(comment);
  if (movesAll) {
    const wish = { version: NEW_VERSION, pin: option(pin), ...(said === '' ? {} : { comment: said }) };
    return replaceRequirement('influxdb-client', NEW_DISTRIBUTION, wish, {
      extras: { async: undefined, ciso: undefined, extra: 'pandas' },
    });
  }
  return addRequirement(NEW_DISTRIBUTION, SPECIFIERS[option(pin)], 'influxdb-client');
}

const SPECIFIERS = { exact: '==0.17.0', compatible: '>=0.17,<1', floor: '>=0.17.0' } as const;
