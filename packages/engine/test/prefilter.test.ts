import { definePlugin } from '@moult/plugin-api';
import { compilePrefilter } from '../src/prefilter/compile-prefilter.ts';
import { openImportGraph } from '../src/prefilter/import-graph.ts';
import { scanImports } from '../src/prefilter/scan-imports.ts';
import { selectRelevant } from '../src/prefilter/select-relevant.ts';

const plugin = (name: string, modules: readonly string[], literals: readonly string[] = []) =>
  definePlugin({
    name,
    title: name,
    upgrade: { from: name, to: name, version: '==1' },
    detects: { distributions: [name], modules, literals },
    rules: [],
  });

const prefilter = compilePrefilter([
  plugin('asyncio-mqtt', ['asyncio_mqtt']),
  plugin('influxdb-client', ['influxdb_client.client'], ['query_api', 'größe']),
]);

describe('the prefilter', () => {
  test.each([
    ['import asyncio_mqtt', ['asyncio-mqtt']],
    ['from influxdb_client import client', ['influxdb-client']],
    ['x.query_api()', ['influxdb-client']],
    ['"asyncio_mqtt.Client", query_api', ['asyncio-mqtt', 'influxdb-client']],
    ['import my_asyncio_mqtt, asyncio_mqtt2', []],
    ['', []],
  ])('says of %j that it concerns %j', (text, plugins) => {
    expect(prefilter.pluginsOf(text)).toEqual(plugins);
    expect(prefilter.passes(text)).toBe(plugins.length > 0);
  });

  test('reads bytes, so that a word with umlauts is found in UTF-8', () => {
    expect(prefilter.passes(Buffer.from('größe = 1', 'utf8').toString('latin1'))).toBe(true);
  });

  test('finds a distribution in a manifest however its name is written', () => {
    expect(prefilter.pluginsOfManifest('Asyncio_MQTT==1')).toEqual(['asyncio-mqtt']);
    expect(prefilter.pluginsOfManifest('influxdb.client[x]')).toEqual(['influxdb-client']);
    expect(prefilter.pluginsOfManifest('influxdb-client-more\nasyncio')).toEqual(['influxdb-client']);
    expect(prefilter.pluginsOfManifest('xasyncio-mqtt')).toEqual([]);
  });

  test('of no plugin passes nothing', () => {
    expect(compilePrefilter([]).passes('import os')).toBe(false);
  });
});

describe('scanImports reads', () => {
  const scan = (text: string) =>
    scanImports(text).map(({ level, segments }) => `${'.'.repeat(level)}${segments.join('.')}`);

  test.each([
    ['import a.b, c as d', ['a.b', 'c']],
    ['from a import b, c as d', ['a', 'a.b', 'a.c']],
    ['from . import x', ['.', '.x']],
    ['from ..p.q import (\n    x,  # why\n    y,\n)', ['..p.q', '..p.q.x', '..p.q.y']],
    ['if True: import a; import b', ['a', 'b']],
    ['    from a import \\\n        b', ['a', 'a.b']],
    ['important = 1\nx.import_y()', []],
    ['from a import (\n  b,\n  # from c import d\n)\nimport e', ['a', 'a.b', 'e']],
    ['import a, \\\n  b', ['a', 'b']],
    ['an import of a\nwe import b\nfrom here we import c', []],
    ['\r\nimport a\r\nfrom .b import*', ['a', '.b']],
  ])('%j', (text, names) => {
    expect(scan(text)).toEqual(names);
  });
});

describe('selectRelevant', () => {
  const select = (texts: Readonly<Record<string, string>>) => {
    const files = Object.entries(texts).map(([path, bytesAsText]) => ({ path, bytesAsText }));
    return Object.fromEntries(
      [...selectRelevant(openImportGraph(files, 'svc'), prefilter)].map(([path, relevance]) => [
        path,
        relevance.kind === 'named' ? 'named' : relevance.path,
      ]),
    );
  };

  test('takes along what imports a file that passed, directly or not', () => {
    expect(
      select({
        'svc/app/db.py': 'import asyncio_mqtt',
        'svc/app/use.py': 'from app.db import x',
        'svc/app/more.py': 'from .use import y',
        'svc/main.py': 'import app.more',
        'svc/other.py': 'import os, json',
        'svc/db_tools.py': 'from database import z',
      }),
    ).toEqual({
      'svc/app/db.py': 'named',
      'svc/app/use.py': 'svc/app/db.py',
      'svc/app/more.py': 'svc/app/use.py',
      'svc/main.py': 'svc/app/more.py',
    });
  });

  test('follows packages and roots below the service', () => {
    expect(
      select({
        'svc/src/pkg/__init__.py': 'import asyncio_mqtt',
        'svc/src/a.py': 'import pkg',
        'svc/src/pkg/b.py': 'from . import thing',
        'svc/src/pkg/deep/c.py': 'from .. import thing',
        'svc/src/pkg/deep/d.py': 'from . import thing',
      }),
    ).toEqual({
      'svc/src/a.py': 'svc/src/pkg/__init__.py',
      'svc/src/pkg/__init__.py': 'named',
      'svc/src/pkg/b.py': 'svc/src/pkg/__init__.py',
      'svc/src/pkg/deep/c.py': 'svc/src/pkg/__init__.py',
    });
  });

  test('gives the same answer for any order of files', () => {
    const texts = { 'svc/a.py': 'import b', 'svc/b.py': 'import c', 'svc/c.py': 'import asyncio_mqtt' };
    const backwards = Object.fromEntries(Object.entries(texts).reverse());
    expect(JSON.stringify(select(texts))).toBe(JSON.stringify(select(backwards)));
  });
});
