import { type Edit, py } from '@moult/plugin-api';
import { applyEdits, findOverlap } from '@moult/text';
import { isCodePragma } from '../../src/edits/code-pragma.ts';
import type { KeptImport } from '../../src/edits/import-fates.ts';
import type { ImportIntent } from '../../src/edits/import-intent.ts';
import { settleImports } from '../../src/edits/settle-imports.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import { editSource, type Subject } from './edit-source.ts';

interface Settled {
  readonly after: string;
  readonly kept: readonly KeptImport[];
}

/** Settles intents on a source, and checks that settling again changes nothing and no comment is lost. */
function settle(source: string, intents: readonly ImportIntent[], path = 'app.py'): Settled {
  const tree = parseSource(source);
  const { edits, kept } = settleImports({ tree, intents, path });
  expect(findOverlap(edits)).toBeUndefined();
  const after = applyEdits(source, edits);
  const again = parseSource(after);
  expect(again.errors).toEqual([]);
  const comments = again.nodes('comment').map((comment) => comment.text);
  for (const { text } of tree.nodes('comment')) if (!isCodePragma(text)) expect(comments).toContain(text);
  expect(applyEdits(after, settleImports({ tree: again, intents, path }).edits)).toBe(after);
  return { after, kept };
}

const rename = (from: string, to: string, local?: string): ImportIntent => ({
  kind: 'rename',
  from,
  to,
  ...(local === undefined ? {} : { local }),
});
const use = (module: string, member?: string, local = member ?? module): ImportIntent => ({
  kind: 'use',
  module,
  member,
  local,
});
const drop = (name: string): ImportIntent => ({ kind: 'may-drop', name });

const MQTT = [
  rename('asyncio_mqtt', 'aiomqtt'),
  rename('asyncio_mqtt.Client', 'aiomqtt.Client'),
  rename('asyncio_mqtt.MqttError', 'aiomqtt.MqttError'),
];
const INFLUX = [
  rename('influxdb_client.InfluxDBClient', 'influxdb_client_3.InfluxDBClient3'),
  rename('influxdb_client.Point', 'influxdb_client_3.Point'),
];

type Case = readonly [string, string, readonly ImportIntent[], string];

function run(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, before, intents, after) => {
    expect(settle(before, intents).after).toBe(after);
  });
}

test('names that a file imports one by one stay apart', () => {
  const { after } = settle('from asyncio_mqtt import Client\nfrom asyncio_mqtt import MqttError\n', MQTT);
  expect(after).toBe('from aiomqtt import Client\nfrom aiomqtt import MqttError\n');
});

test('a module that stands among those of the service keeps new imports away', () => {
  const source = 'from zlib_ng import open\n\nfrom device.conftest import Device\nfrom src import CONFIG\n\npytest.x\n';
  const { after } = settle(source, [use('pytest')]);
  expect(after).toBe(source.replace('from zlib_ng', 'import pytest\nfrom zlib_ng'));
});

test('names of two old modules come together in one import of the new one', () => {
  const moved = [...MQTT, rename('asyncio_mqtt.error.MqttError', 'aiomqtt.MqttError')];
  const { after } = settle('from asyncio_mqtt import Client\nfrom asyncio_mqtt.error import MqttError\n', moved);
  expect(after).toBe('from aiomqtt import Client, MqttError\n');
});

describe('renames', () => {
  run([
    [
      'a name in a statement that is spread',
      `from influxdb_client import InfluxDBClient, Point as P\nInfluxDBClient3(P, a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others)\n`,
      [...INFLUX, use('influxdb_client_3', 'a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others')],
      `from influxdb_client_3 import (\n    InfluxDBClient3,\n    Point as P,\n    a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others,\n)\nInfluxDBClient3(P, a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others)\n`,
    ],
    [
      'the only name of a statement that is spread',
      'from influxdb_client import InfluxDBClient\nInfluxDBClient3(a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others)\n',
      [...INFLUX, use('influxdb_client_3', 'a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others')],
      'from influxdb_client_3 import (\n    InfluxDBClient3,\n    a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others,\n)\nInfluxDBClient3(a_rather_long_name_of_an_option_that_does_not_fit_on_a_line_with_others)\n',
    ],
    ['a module', 'import asyncio_mqtt\naiomqtt.Client()\n', MQTT, 'import aiomqtt\naiomqtt.Client()\n'],
    [
      'a module with an alias',
      'import asyncio_mqtt as mqtt  # c\nmqtt.Client()\n',
      MQTT,
      'import aiomqtt as mqtt  # c\nmqtt.Client()\n',
    ],
    ['a module among others', 'import os, asyncio_mqtt, sys\n', MQTT, 'import os, aiomqtt, sys\n'],
    [
      'a submodule',
      'import asyncio_mqtt.error\n',
      [rename('asyncio_mqtt.error', 'aiomqtt.exceptions')],
      'import aiomqtt.exceptions\n',
    ],
    [
      'a module still in use',
      'import asyncio_mqtt\naiomqtt.Client()\nasyncio_mqtt.gone()\n',
      MQTT,
      'import asyncio_mqtt\nimport aiomqtt\naiomqtt.Client()\nasyncio_mqtt.gone()\n',
    ],
    [
      'members',
      'from asyncio_mqtt import Client, MqttError\nClient(), MqttError\n',
      MQTT,
      'from aiomqtt import Client, MqttError\nClient(), MqttError\n',
    ],
    [
      'members of a spread import',
      'from asyncio_mqtt import (\n    Client,  # one\n    # two\n    MqttError as E,\n)\nClient, E\n',
      MQTT,
      'from aiomqtt import (\n    Client,  # one\n    # two\n    MqttError as E,\n)\nClient, E\n',
    ],
    [
      'some members',
      'from asyncio_mqtt import Client, Gone\nClient(), Gone\n',
      MQTT,
      'from asyncio_mqtt import Gone\nfrom aiomqtt import Client\nClient(), Gone\n',
    ],
    [
      'members to several modules',
      'from asyncio_mqtt import Client, MqttConnectError  # c\n',
      [...MQTT, rename('asyncio_mqtt.MqttConnectError', 'aiomqtt.exceptions.MqttConnectError')],
      'from aiomqtt import Client\nfrom aiomqtt.exceptions import MqttConnectError  # c\n',
    ],
    [
      'members of two modules to one',
      'from asyncio_mqtt import Client\nfrom asyncio_mqtt.error import MqttError\n',
      [...MQTT, rename('asyncio_mqtt.error.MqttError', 'aiomqtt.MqttError')],
      'from aiomqtt import Client, MqttError\n',
    ],
    [
      'into an import that is there',
      'from aiomqtt import Topic\nfrom asyncio_mqtt import Client\n',
      MQTT,
      'from aiomqtt import Client, Topic\n',
    ],
    [
      'what is imported already',
      'from aiomqtt import Client\nfrom asyncio_mqtt import Client\n',
      MQTT,
      'from aiomqtt import Client\n',
    ],
    ['a module that is imported already', 'import aiomqtt\nimport asyncio_mqtt\n', MQTT, 'import aiomqtt\n'],
    ['a star', 'from asyncio_mqtt import *\n', MQTT, 'from aiomqtt import *\n'],
    [
      'behind try',
      'try:\n    import asyncio_mqtt\nexcept ImportError:\n    asyncio_mqtt = None\n',
      [rename('asyncio_mqtt', 'aiomqtt', 'asyncio_mqtt')],
      'try:\n    import aiomqtt as asyncio_mqtt\nexcept ImportError:\n    asyncio_mqtt = None\n',
    ],
    [
      'in a function',
      'def f():\n    from asyncio_mqtt import Client\n    return Client()\n',
      MQTT,
      'def f():\n    from aiomqtt import Client\n    return Client()\n',
    ],
    [
      'a name that changes',
      'from influxdb_client import InfluxDBClient, Point\nInfluxDBClient3(), Point()\n',
      INFLUX,
      'from influxdb_client_3 import InfluxDBClient3, Point\nInfluxDBClient3(), Point()\n',
    ],
    [
      'a name of which one use stays',
      'from influxdb_client import InfluxDBClient\nInfluxDBClient3()\nInfluxDBClient()\n',
      INFLUX,
      'from influxdb_client import InfluxDBClient\nfrom influxdb_client_3 import InfluxDBClient3\nInfluxDBClient3()\nInfluxDBClient()\n',
    ],
    [
      'a name of which all uses stay',
      'from influxdb_client import InfluxDBClient\nInfluxDBClient()\n',
      INFLUX,
      'from influxdb_client import InfluxDBClient\nInfluxDBClient()\n',
    ],
    [
      'a name that stays in quotes',
      'from influxdb_client import InfluxDBClient\ndef f(a: "InfluxDBClient"): pass\n',
      INFLUX,
      'from influxdb_client import InfluxDBClient\ndef f(a: "InfluxDBClient"): pass\n',
    ],
    [
      'a name with an alias',
      'from influxdb_client import InfluxDBClient as C\nC()\n',
      INFLUX,
      'from influxdb_client_3 import InfluxDBClient3 as C\nC()\n',
    ],
    [
      'a name that keeps its local name',
      'from influxdb_client import InfluxDBClient\nInfluxDBClient()\n',
      [rename('influxdb_client.InfluxDBClient', 'influxdb_client_3.InfluxDBClient3', 'InfluxDBClient')],
      'from influxdb_client_3 import InfluxDBClient3 as InfluxDBClient\nInfluxDBClient()\n',
    ],
    ['joined by a semicolon', 'import os; import asyncio_mqtt; x = 1\n', MQTT, 'import os; import aiomqtt; x = 1\n'],
    [
      'with a backslash',
      'from asyncio_mqtt import Client, \\\n    MqttError\n',
      MQTT,
      'from aiomqtt import Client, \\\n    MqttError\n',
    ],
    [
      'CRLF',
      'from asyncio_mqtt import Client, Gone\r\nClient(), Gone\r\n',
      MQTT,
      'from asyncio_mqtt import Gone\r\nfrom aiomqtt import Client\r\nClient(), Gone\r\n',
    ],
    [
      'a module of which members go to several modules',
      'from asyncio_mqtt import error\naiomqtt.MqttError, exceptions.MqttConnectError\n',
      [rename('asyncio_mqtt.error', 'aiomqtt.exceptions'), rename('asyncio_mqtt.error', 'aiomqtt')],
      'from aiomqtt import exceptions\nimport aiomqtt\naiomqtt.MqttError, exceptions.MqttConnectError\n',
    ],
    [
      'a module of which the only member goes elsewhere',
      'from asyncio_mqtt import error\naiomqtt.MqttError\n',
      [rename('asyncio_mqtt.error', 'aiomqtt.exceptions'), rename('asyncio_mqtt.error', 'aiomqtt')],
      'import aiomqtt\naiomqtt.MqttError\n',
    ],
    ['a relative import stays', 'from .asyncio_mqtt import Client\n', MQTT, 'from .asyncio_mqtt import Client\n'],
  ]);
});

describe('additions', () => {
  run([
    [
      'after the imports',
      'import os\n\nx = pytest.mark\n',
      [use('pytest')],
      'import os\n\nimport pytest\n\nx = pytest.mark\n',
    ],
    ['what is not used is not added', 'import os\n', [use('pytest')], 'import os\n'],
    ['what is there is not added', 'import pytest\npytest\n', [use('pytest')], 'import pytest\npytest\n'],
    [
      'in the order of its section',
      'import os\n\nimport aiohttp\nimport yaml\n\npytest\n',
      [use('pytest')],
      'import os\n\nimport aiohttp\nimport pytest\nimport yaml\n\npytest\n',
    ],
    [
      'first of its section',
      'import os\n\nimport pytest\nimport yaml\n\nhttpx\n',
      [use('httpx')],
      'import os\n\nimport httpx\nimport pytest\nimport yaml\n\nhttpx\n',
    ],
    [
      'standard library first',
      'import pytest\n\nmath.inf\n',
      [use('math')],
      'import math\n\nimport pytest\n\nmath.inf\n',
    ],
    [
      'behind plain imports',
      'import asyncio\nfrom typing import Any\n\nmath\n',
      [use('math')],
      'import asyncio\nimport math\nfrom typing import Any\n\nmath\n',
    ],
    [
      'one more name',
      'from aiomqtt import Client\nProtocolVersion\n',
      [use('aiomqtt', 'ProtocolVersion')],
      'from aiomqtt import Client, ProtocolVersion\nProtocolVersion\n',
    ],
    [
      'one more name on a line',
      'from a import (\n    b,\n    d,\n)\nc\n',
      [use('a', 'c')],
      'from a import (\n    b,\n    c,\n    d,\n)\nc\n',
    ],
    [
      'names of one module together',
      'import a\n\nb, c\n',
      [use('m', 'c'), use('m', 'b')],
      'import a\nfrom m import b, c\n\nb, c\n',
    ],
    ['after a docstring', '"""D."""\n\nx = pytest\n', [use('pytest')], '"""D."""\n\nimport pytest\n\nx = pytest\n'],
    [
      'after the future',
      'from __future__ import annotations\n\nx = pytest\n',
      [use('pytest')],
      'from __future__ import annotations\n\nimport pytest\n\nx = pytest\n',
    ],
    [
      'after a shebang',
      '#!/usr/bin/env python\n# why\nx = pytest\n',
      [use('pytest')],
      '#!/usr/bin/env python\nimport pytest\n\n# why\nx = pytest\n',
    ],
    ['after a licence', '# (c)\n\ndef f(): pytest\n', [use('pytest')], '# (c)\n\nimport pytest\n\n\ndef f(): pytest\n'],
    [
      'not only for types',
      'from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import pytest\n\nx = pytest\n',
      [use('pytest')],
      'from typing import TYPE_CHECKING\n\nimport pytest\n\nif TYPE_CHECKING:\n    import pytest\n\nx = pytest\n',
    ],
    [
      'in the place of what goes',
      'import pytest\n\nfrom .a import b\n\npytest_asyncio, b\n',
      [drop('pytest'), use('pytest_asyncio')],
      'import pytest_asyncio\n\nfrom .a import b\n\npytest_asyncio, b\n',
    ],
    [
      'two at one place',
      'from pytest import fixture\nfixture, pytest_asyncio, pytest\n',
      [use('pytest_asyncio'), use('pytest')],
      'import pytest\nimport pytest_asyncio\nfrom pytest import fixture\nfixture, pytest_asyncio, pytest\n',
    ],
    ['under another name', 'import a\n\nm_b\n', [use('m', 'b', 'm_b')], 'import a\nfrom m import b as m_b\n\nm_b\n'],
    [
      'a line that gets too long',
      `from package import ${'a'.repeat(30)}, ${'b'.repeat(30)}\nccccc\n`,
      [use('package', 'ccccc')],
      `from package import (\n    ${'a'.repeat(30)},\n    ${'b'.repeat(30)},\n    ccccc,\n)\nccccc\n`,
    ],
    [
      'into a renamed import',
      'from asyncio_mqtt import Client\nClient, ProtocolVersion\n',
      [...MQTT, use('aiomqtt', 'ProtocolVersion')],
      'from aiomqtt import Client, ProtocolVersion\nClient, ProtocolVersion\n',
    ],
  ]);
});

describe('what may go', () => {
  run([
    ['unused', 'import a\nimport b\n', [drop('a')], 'import b\n'],
    ['the first line of the file', 'import a\n\nimport b\n', [drop('a')], 'import b\n'],
    [
      'neighbours with blank lines',
      'import os\n\nimport a\n\nimport a.b\n\nx = os\n',
      [drop('a')],
      'import os\n\nx = os\n',
    ],
    ['one of several', 'from a import b, c, d\nb, d\n', [drop('a')], 'from a import b, d\nb, d\n'],
    ['used', 'import a\na.b\n', [drop('a')], 'import a\na.b\n'],
    ['shadowed elsewhere', 'from a import b\ndef f(b): return b\n', [drop('a.b')], 'def f(b): return b\n'],
    ['in __all__', 'from a import b\n__all__ = ["b"]\n', [drop('a')], 'from a import b\n__all__ = ["b"]\n'],
    ['re-exported', 'from a import b as b\n', [drop('a')], 'from a import b as b\n'],
    ['marked', 'from a import b  # noqa: F401\n', [drop('a')], 'from a import b  # noqa: F401\n'],
    ['marked otherwise', 'from a import b  # noqa: E501\nx\n', [drop('a')], 'x\n'],
    [
      'all of try',
      'try:\n    import a\nexcept ImportError:\n    pass\n',
      [drop('a')],
      'try:\n    import a\nexcept ImportError:\n    pass\n',
    ],
    ['all of TYPE_CHECKING', 'if TYPE_CHECKING:\n    from a import b\n', [drop('a')], 'if TYPE_CHECKING:\n    pass\n'],
    [
      'a type comment',
      'from a import b\nx = []  # type: list[b]\n',
      [drop('a')],
      'from a import b\nx = []  # type: list[b]\n',
    ],
    [
      'a spread import',
      'from a import (\n    b,  # one\n    c,\n)\nc\n',
      [drop('a')],
      'from a import (\n    # one\n    c,\n)\nc\n',
    ],
    ['over a backslash', 'from a import b, c, \\\n    d\nb, c\n', [drop('a')], 'from a import b, c\nb, c\n'],
    ['before a backslash', 'from a import b, c, \\\n    d\nb, d\n', [drop('a')], 'from a import b, d\nb, d\n'],
    ['of another module', 'import ab\n', [drop('a')], 'import ab\n'],
  ]);

  test('what stays is reported with the reason', () => {
    expect(settle('\nfrom a import b as b\n', [drop('a')]).kept).toEqual([
      { name: 'a.b', line: 2, reason: 'it is re-exported under its own name' },
    ]);
    expect(settle('from a import b\n', [drop('a')], 'pkg/__init__.py').after).toBe('from a import b\n');
  });
});

describe('names at a site', () => {
  function imports(source: string, act: (edit: Edit, subject: Subject) => void, at = 'here'): string {
    const { after, change } = editSource(source, act, ({ node }) => node('identifier', at));
    return settle(after, change.intents).after;
  }
  const mark = (edit: Edit, { node }: Subject) =>
    edit.replace(node('identifier', 'here'), py`${edit.imports.use('pytest')}.mark`);
  const topic = (edit: Edit, { node }: Subject) =>
    edit.replace(node('identifier', 'here'), py`${edit.imports.use('aiomqtt', 'Topic')}`);

  test.each<readonly [string, string, typeof mark, string]>([
    ['new', 'here\n', mark, 'import pytest\n\npytest.mark\n'],
    ['there', 'import pytest\nhere\n', mark, 'import pytest\npytest.mark\n'],
    [
      'there behind try',
      'try:\n    import pytest\nexcept ImportError:\n    pytest = None\nhere\n',
      mark,
      'try:\n    import pytest\nexcept ImportError:\n    pytest = None\npytest.mark\n',
    ],
    ['there under an alias', 'import pytest as pt\nhere\n', mark, 'import pytest as pt\npt.mark\n'],
    [
      'taken',
      'import os\npytest = 1\nhere\n',
      (e, { node }) => e.replace(node('identifier', 'here'), py`${e.imports.use('pytest')}.mark`),
      'import os\n\nimport pytest as pytest_\npytest = 1\npytest_.mark\n',
    ],
    ['a member, the module is there', 'import aiomqtt\nhere\n', topic, 'import aiomqtt\naiomqtt.Topic\n'],
    ['a member, it is there', 'from aiomqtt import Topic as T\nhere\n', topic, 'from aiomqtt import Topic as T\nT\n'],
    [
      'a member that is taken',
      'from django import Topic\nhere\n',
      topic,
      'from aiomqtt import Topic as aiomqtt_Topic\nfrom django import Topic\naiomqtt_Topic\n',
    ],
    [
      'shadowed at the site',
      'import pytest\ndef f(pytest):\n    here\n',
      mark,
      'import pytest\nimport pytest as pytest_\ndef f(pytest):\n    pytest_.mark\n',
    ],
    [
      'only for types',
      'if TYPE_CHECKING:\n    import pytest\nhere\n',
      mark,
      'import pytest\n\nif TYPE_CHECKING:\n    import pytest\npytest.mark\n',
    ],
  ])('%s', (_, before, act, after) => {
    expect(imports(before, act)).toBe(after);
  });

  test('two sites of one change share the import', () => {
    const act = (edit: Edit, { node }: Subject) =>
      edit.replace(node('identifier', 'here'), py`${edit.imports.use('a', 'b')}, ${edit.imports.use('a', 'b')}`);
    expect(imports('here\n', act)).toBe('from a import b\n\nb, b\n');
  });
});
