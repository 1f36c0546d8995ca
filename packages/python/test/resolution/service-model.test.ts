import { isMoultError } from '@moult/errors';
import type { Origin } from '@moult/plugin-api';
import type { TreeFile } from '../../src/resolution/file-view.ts';
import type { ServiceModel } from '../../src/resolution/service-model.ts';
import type { TreeNode } from '../../src/syntax/tree-node.ts';
import { readService, serviceOf, spell } from './read-service.ts';

function nodeOf(file: TreeFile, text: string, nth = 0): TreeNode {
  return file.tree.all.filter(
    (node) => node.text === text && node.kind !== 'expression_statement' && node.kind !== 'block',
  )[nth]!;
}

function one(text: string, options: Parameters<typeof serviceOf>[1] = {}): TreeFile {
  return serviceOf({ 'main.py': text }, options).files[0]!;
}

function originOf(file: TreeFile, text: string): Origin {
  return file.resolve(nodeOf(file, text)).candidates[0]!.origin!;
}

function usesOf(service: ServiceModel, origin: Origin): string[] {
  return service.usesOf(origin).map(({ file, node }) => `${file.path}:${node.line} ${node.text}`);
}

describe('evidence', () => {
  test('a resolution says by which import and which call it came about', () => {
    const file = one('from influxdb_client import InfluxDBClient as C\n\nclient = C("x")\nclient.close()\n');
    expect(file.resolve(nodeOf(file, 'client.close')).candidates[0]?.evidence).toEqual([
      { fact: 'name bound by `from influxdb_client import InfluxDBClient as C`', path: 'main.py', line: 1 },
      { fact: 'made by `C("x")`', path: 'main.py', line: 3 },
    ]);
  });

  test('the origin of an object is the place of the call that made it', () => {
    const file = one('from influxdb_client import InfluxDBClient\n\nx = (InfluxDBClient("x"))\n');
    expect(originOf(file, 'x')).toEqual({ path: 'main.py', line: 3, column: 6 });
  });
});

describe('refersTo', () => {
  test('a name of a library is met through any import, and by the names `same` maps to it', () => {
    const file = one('from asyncio_mqtt.client import Client as C\nC\n');
    expect(file.refersTo(nodeOf(file, 'C', 1), 'asyncio_mqtt.Client')).toBe(true);
    expect(file.refersTo(nodeOf(file, 'C', 1), 'asyncio_mqtt.client.Client')).toBe(true);
    expect(file.refersTo(nodeOf(file, 'C', 1), 'aiomqtt.Client')).toBe(false);
  });

  test('a local module of the same name is not the library', () => {
    const service = serviceOf({ 'main.py': 'import tenacity\ntenacity.retry\n', 'tenacity.py': 'retry = 1\n' });
    const file = service.file('main.py')!;
    expect(file.refersTo(nodeOf(file, 'tenacity.retry'), 'tenacity.retry')).toBe(false);
  });

  test('so it is when the local module was not parsed', () => {
    const service = serviceOf(
      { 'src/main.py': 'from tenacity import retry\nretry\n' },
      { unparsed: ['src/tenacity/__init__.py'] },
    );
    const file = service.file('src/main.py')!;
    expect(spell(file.resolve(nodeOf(file, 'retry', 2)), file.path)).toBe('local src.tenacity.retry');
    expect(file.refersTo(nodeOf(file, 'retry', 2), 'tenacity.retry')).toBe(false);
  });

  test('a module of another folder that is no source root does not shadow', () => {
    const service = serviceOf(
      { 'src/main.py': 'from tenacity import retry\nretry\n' },
      { unparsed: ['docs/tenacity.py', 'src/inner/tenacity.py'] },
    );
    const file = service.file('src/main.py')!;
    expect(spell(file.resolve(nodeOf(file, 'retry', 2)), file.path)).toBe('member tenacity.retry');
  });
});

describe('a source folder that is a package', () => {
  const sources = {
    'src/__init__.py': '',
    'src/influxdb_client.py': 'from influxdb_client import Point\nPoint\n',
    'src/inside.py': 'from .influxdb_client import Point as Own\nfrom influxdb_client import Point\nPoint\nOwn\n',
    'script.py': 'from influxdb_client import Point\nPoint\n',
  };
  const service = serviceOf(sources);
  const answer = (path: string, text: string, nth: number) =>
    spell(service.file(path)!.resolve(nodeOf(service.file(path)!, text, nth)), path);

  test('does not shadow a library in files that import through the package', () => {
    expect(answer('src/inside.py', 'Point', 4)).toBe('member influxdb_client.Point');
  });

  test('nor in other files, where its module imports the library and so cannot be found by that name', () => {
    expect(answer('script.py', 'Point', 2)).toBe('member influxdb_client.Point');
  });

  test.each([
    [
      'may shadow it in a script elsewhere',
      'script.py',
      'member influxdb_client.Point | local src.influxdb_client.Point ?',
    ],
    ['shadows it in a script beside it', 'src/beside.py', 'local src.influxdb_client.Point'],
  ])('a module that does not import the library %s', (_, path, meaning) => {
    const text = 'from influxdb_client import Point\nPoint\n';
    const own = serviceOf({
      'src/__init__.py': '',
      'src/influxdb_client.py': 'class Point:\n    pass\n',
      [path]: text,
    });
    const file = own.file(path)!;
    expect(spell(file.resolve(nodeOf(file, 'Point', 2)), path)).toBe(meaning);
  });

  test('never shadows it in the module of that name itself', () => {
    expect(answer('src/influxdb_client.py', 'Point', 2)).toBe('member influxdb_client.Point');
  });
});

describe('modules', () => {
  test('a file has the names it can be imported under, longest first', () => {
    const service = serviceOf(
      { 'services/a/src/db.py': '', 'services/a/src/pkg/__init__.py': '', 'services/common/mqtt.py': '' },
      { path: 'services/a' },
    );
    expect(service.file('services/a/src/db.py')?.modules).toEqual(['src.db', 'db']);
    expect(service.file('services/a/src/pkg/__init__.py')?.modules).toEqual(['src.pkg', 'pkg']);
    expect(service.file('services/common/mqtt.py')?.modules).toContain('common.mqtt');
  });

  test('code shared with other services is found by the end of its path', () => {
    const service = serviceOf(
      {
        'services/a/src/main.py': 'from common.mqtt import client\nclient.publish\n',
        'services/common/mqtt.py': 'from asyncio_mqtt import Client\nclient = Client("x")\n',
      },
      { path: 'services/a' },
    );
    const file = service.file('services/a/src/main.py')!;
    expect(spell(file.resolve(nodeOf(file, 'client.publish')), file.path)).toBe(
      'member asyncio_mqtt.Client.publish@services/common/mqtt.py:2',
    );
  });
});

describe('packages without `__init__.py`', () => {
  const text =
    'from clients import db\nimport clients.db as other\nimport clients.db\ndb.client; other.client; clients.db.client\n';
  const service = serviceOf({
    'main.py': text,
    'clients/db.py': 'from asyncio_mqtt import Client\nclient = Client("x")\n',
  });
  const file = service.file('main.py')!;

  test.each(['db.client', 'other.client', 'clients.db.client'])('%s leads into the folder', (chain) => {
    expect(spell(file.resolve(nodeOf(file, chain)), file.path)).toBe('instance asyncio_mqtt.Client@clients/db.py:2');
  });

  test('an installed library wins over a folder of its name', () => {
    const shadowing = serviceOf({
      'main.py': 'from asyncio_mqtt import Client\nClient\n',
      'asyncio_mqtt/extra.py': '',
    });
    const main = shadowing.file('main.py')!;
    expect(spell(main.resolve(nodeOf(main, 'Client', 2)), main.path)).toBe('member asyncio_mqtt.Client');
  });
});

describe('code of a shared folder', () => {
  test('is found under the package it is', () => {
    const service = serviceOf(
      {
        'services/a/src/main.py': 'from hearth.mqtt import client\nclient.publish\n',
        'shared/hearth/__init__.py': '',
        'shared/hearth/mqtt.py': 'from asyncio_mqtt import Client\nclient = Client("x")\n',
      },
      { path: 'services/a' },
    );
    const file = service.file('services/a/src/main.py')!;
    expect(spell(file.resolve(nodeOf(file, 'client.publish')), file.path)).toBe(
      'member asyncio_mqtt.Client.publish@shared/hearth/mqtt.py:2',
    );
  });
});

describe('usesOf', () => {
  test('the uses of an object are found across files, the names it is given to left out', () => {
    const service = readService('resolution/packages');
    expect(usesOf(service, originOf(service.file('src/db.py')!, 'InfluxDBClient(URL)'))).toEqual([
      'src/clients/mqtt.py:9 influx.close',
      'src/db.py:10 client',
      'src/main.py:10 db.client.close',
      'src/main.py:11 again.client.close',
      'src/main.py:12 src.db.client.close',
      'src/main.py:13 client.close',
      'src/main.py:14 get_client().close',
      'tests/test_db.py:7 client.close',
      'tests/test_db.py:9 db.client.close',
    ]);
  });

  test('storing into a member of an object uses it', () => {
    const file = one(
      'from asyncio_mqtt import Client\nc = Client("x")\nc.on_message = f\ndel c.x\nprint(c)\nc = None\n',
    );
    const service = serviceOf({ 'main.py': file.tree.text });
    expect(usesOf(service, originOf(file, 'c'))).toEqual(['main.py:3 c.on_message', 'main.py:4 c.x', 'main.py:5 c']);
  });

  test('an object nobody uses, and a place that makes none, have no uses', () => {
    const service = serviceOf({ 'main.py': 'from asyncio_mqtt import Client\nClient("x")\n' });
    expect(service.usesOf({ path: 'main.py', line: 2, column: 1 })).toEqual([]);
    expect(service.usesOf({ path: 'main.py', line: 1, column: 1 })).toEqual([]);
  });
});

describe('definitionOf', () => {
  const service = serviceOf({
    'main.py': 'from lib import make, Box\nmake\nBox.method\nprint\nx = make()\nboth = make if x else Box\nboth\n',
    'lib.py': 'def make(): pass\nclass Box:\n    def method(self): pass\n',
  });
  const file = service.file('main.py')!;

  test('a name leads to the function, class or method of another file', () => {
    const found = file.definitionOf(nodeOf(file, 'make', 2));
    expect([found?.file.path, found?.view.qualifiedName]).toEqual(['lib.py', 'make']);
    expect(file.definitionOf(nodeOf(file, 'Box.method'))?.view.qualifiedName).toBe('Box.method');
  });

  test('a builtin, an unknown value and two possible definitions lead nowhere', () => {
    expect(file.definitionOf(nodeOf(file, 'print'))).toBeUndefined();
    expect(file.definitionOf(nodeOf(file, 'x'))).toBeUndefined();
    expect(file.definitionOf(nodeOf(file, 'both', 1))).toBeUndefined();
  });
});

describe('constant', () => {
  const service = serviceOf({
    'main.py': [
      'from conf import URL, settings, Settings',
      'import conf',
      'LOCAL = "a"',
      'TWICE = 1',
      'TWICE = 2',
      'ALIAS = LOCAL',
      'URL; conf.URL; settings.port; Settings.port; LOCAL; TWICE; ALIAS; conf.missing; "literal"',
      'def f(p="d"):',
      '    p',
      '',
    ].join('\n'),
    'conf.py': 'URL = "http://x"\nclass Settings:\n    port: int = 1\nsettings = Settings()\n',
  });
  const file = service.file('main.py')!;

  test.each([
    ['LOCAL', 2, '"a"'],
    ['ALIAS', 1, '"a"'],
    ['URL', 2, '"http://x"'],
    ['conf.URL', 0, '"http://x"'],
    ['settings.port', 0, '1'],
    ['Settings.port', 0, '1'],
    ['"literal"', 0, '"literal"'],
  ])('%s is constant', (text, nth, expected) => {
    expect(file.constant(nodeOf(file, text, nth))?.node.text).toBe(expected);
  });

  test.each([
    ['TWICE', 2],
    ['p', 1],
    ['conf.missing', 0],
  ])('%s is not', (text, nth) => {
    expect(file.constant(nodeOf(file, text, nth))).toBeUndefined();
  });
});

describe('isShadowed', () => {
  const file = one('import pytest\ndef f(pytest):\n    first\ndef g():\n    second\n    other = 1\nother = 2\nprint\n');

  test('a name bound to something other than an import is shadowed', () => {
    expect(file.isShadowed('pytest', nodeOf(file, 'first'))).toBe(true);
    expect(file.isShadowed('other', nodeOf(file, 'second'))).toBe(true);
  });

  test('a name that is imported, or bound nowhere, is not', () => {
    expect(file.isShadowed('pytest', nodeOf(file, 'second'))).toBe(false);
    expect(file.isShadowed('unheard', nodeOf(file, 'second'))).toBe(false);
  });
});

describe('pending changes', () => {
  test('a module that an accepted rename moves is known under both names, written either way', () => {
    const file = one('import asyncio_mqtt\naiomqtt.Client("x")\nasyncio_mqtt.Client("y")\n', {
      pending: { 'main.py': [{ kind: 'rename', from: 'asyncio_mqtt', to: 'aiomqtt' }] },
    });
    for (const text of ['aiomqtt.Client', 'asyncio_mqtt.Client']) {
      const node = nodeOf(file, text);
      expect(spell(file.resolve(node), file.path)).toBe('member asyncio_mqtt.Client');
      expect(file.refersTo(node, 'asyncio_mqtt.Client')).toBe(true);
      expect(file.refersTo(node, 'aiomqtt.Client')).toBe(true);
    }
    expect(file.refersTo(nodeOf(file, 'aiomqtt.Client'), 'aiomqtt.Topic')).toBe(false);
  });

  test('without a pending rename the new name is unknown until it is imported', () => {
    const file = one('import asyncio_mqtt\naiomqtt.Client("x")\n');
    expect(spell(file.resolve(nodeOf(file, 'aiomqtt.Client')), file.path)).toBe('unknown');
  });

  test('a renamed member keeps the old name, under its new local name too', () => {
    const file = one('from tenacity import async_retry\nretry_async\nasync_retry\n', {
      pending: {
        'main.py': [{ kind: 'rename', from: 'tenacity.async_retry', to: 'tenacity.retry', local: 'retry_async' }],
      },
    });
    for (const [text, nth] of [
      ['retry_async', 0],
      ['async_retry', 2],
    ] as const) {
      expect(file.refersTo(nodeOf(file, text, nth), 'tenacity.async_retry')).toBe(true);
      expect(file.refersTo(nodeOf(file, text, nth), 'tenacity.retry')).toBe(true);
    }
  });

  test('a wished import resolves as if it were there, whatever its style', () => {
    const file = one('pytest.mark\npytest_asyncio.fixture\nPoint\na.b.c\n', {
      pending: {
        'main.py': [
          { kind: 'use', module: 'pytest', member: undefined, local: 'pytest' },
          { kind: 'use', module: 'influxdb_client_3', member: 'Point', local: 'Point' },
          { kind: 'use', module: 'a.b', member: undefined, local: 'a.b' },
        ],
      },
    });
    expect(spell(file.resolve(nodeOf(file, 'pytest.mark')), '')).toBe('member pytest.mark');
    expect(spell(file.resolve(nodeOf(file, 'Point')), '')).toBe('member influxdb_client_3.Point');
    expect(spell(file.resolve(nodeOf(file, 'a.b.c')), '')).toBe('member a.b.c');
    expect(spell(file.resolve(nodeOf(file, 'pytest_asyncio.fixture')), '')).toBe('unknown');
  });

  test('a pending import does not reach into a scope that binds the name', () => {
    const file = one('def f(pytest):\n    pytest.mark\n', {
      pending: { 'main.py': [{ kind: 'use', module: 'pytest', member: undefined, local: 'pytest' }] },
    });
    expect(spell(file.resolve(nodeOf(file, 'pytest.mark')), '')).toBe('unknown');
  });
});

describe('bounds', () => {
  test('a chain of ten thousand calls is unknown, not a crash', () => {
    const file = one(`import tenacity\nx = tenacity.a${'.b()'.repeat(10_000)}\n`);
    expect(spell(file.resolve(file.nodes('call')[0]!), '')).toBe('unknown');
    expect(spell(file.resolve(nodeOf(file, 'tenacity.a')), '')).toBe('member tenacity.a');
  });

  test('names and modules that lead back to themselves are unknown', () => {
    const service = serviceOf({
      'a.py': 'from b import *\nfrom b import x\nx\ny\n',
      'b.py': 'from a import *\nfrom a import x\n',
    });
    const file = service.file('a.py')!;
    expect(file.resolve(nodeOf(file, 'x', 1)).certain).toBe(false);
    expect(file.resolve(nodeOf(file, 'y')).certain).toBe(false);
  });

  test('what is asked first does not decide what is answered later', () => {
    const text =
      'from asyncio_mqtt import Client\ndef f(n):\n    return g(n) if n else Client("x")\ndef g(n):\n    return f(n)\nf(1)\ng(1)\n';
    const answers = (order: readonly string[]) => {
      const file = one(text);
      return Object.fromEntries(order.map((name) => [name, spell(file.resolve(nodeOf(file, name)), file.path)]));
    };
    expect(answers(['f(1)', 'g(1)'])).toEqual(answers(['g(1)', 'f(1)']));
  });

  test('an object that is no node is refused by name', () => {
    const file = one('x = 1\n');
    let caught: unknown;
    try {
      file.resolve({ kind: 'identifier' } as TreeNode);
    } catch (error) {
      caught = error;
    }
    expect(isMoultError(caught, 'E-PLUGIN')).toBe(true);
  });
});
