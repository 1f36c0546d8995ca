import { py } from '@moult/plugin-api';
import { type Act, editSource } from './edit-source.ts';

test.each<readonly [string, string, Act, string]>([
  [
    'a constructor with other names and one value twice',
    'client = InfluxDBClient(url=URL, token=t, org="o", timeout=30_000)\n',
    (edit, { node }) => {
      const timeout = node('integer');
      edit.replace(node('identifier', 'InfluxDBClient'), py`InfluxDBClient3`);
      edit
        .arguments(node('call', 'InfluxDBClient'))
        .renameKeyword('url', 'host')
        .add('database', py`"b"`)
        .remove('timeout')
        .add('write_timeout', py`${timeout}`)
        .add('query_timeout', py`${timeout}`);
    },
    'client = InfluxDBClient3(\n    host=URL, token=t, org="o", database="b", write_timeout=30_000, query_timeout=30_000\n)\n',
  ],
  [
    'positions that become keywords, one a line',
    'client = InfluxDBClient(\n    URL,  # where\n    token(),\n    org="o",\n)\n',
    (edit, { node }) =>
      edit
        .arguments(node('call', 'InfluxDBClient'))
        .nameKeyword(0, 'host')
        .nameKeyword(1, 'token')
        .add('database', py`"b"`),
    'client = InfluxDBClient(\n    host=URL,  # where\n    token=token(),\n    org="o",\n    database="b",\n)\n',
  ],
  [
    'a write with callee and arguments changed',
    'with client.write_api() as api:\n    api.write(bucket=B, org=O, record=[\n        one,  # first\n        two,\n    ])\n',
    (edit, { node }) => {
      edit.unwrap(node('with_statement'));
      edit.replace(node('attribute', 'api.write'), py`client.write`);
      edit.arguments(node('call', 'api.write')).renameKeyword('bucket', 'database').remove('org');
    },
    'client.write(database=B, record=[\n    one,  # first\n    two,\n])\n',
  ],
  [
    'a write written anew with its parts in another order',
    'api.write(B, O, f(\n    record,  # what\n))\n',
    (edit, { node }) =>
      edit.replace(
        node('call', 'api'),
        py`client.write(record=${node('call', 'f(')}, database=${node('identifier', 'B')})`,
      ),
    'client.write(record=f(\n    record,  # what\n), database=B)\n',
  ],
  [
    'a bare decorator that gets arguments',
    'class A:\n    @retry  # again\n    async def f(self): pass\n',
    (edit, { node }) => edit.replace(node('identifier', 'retry'), py`${node('identifier', 'retry')}(reraise=True)`),
    'class A:\n    @retry(reraise=True)  # again\n    async def f(self): pass\n',
  ],
  [
    'a fixture that is requested and made in the test instead',
    'async def test_a(event_loop, value):\n    """T."""\n    event_loop.call_soon(value)\n',
    (edit, { definitions, node }) => {
      edit.parameters(definitions.functions[0]!).remove('event_loop');
      edit.insertFirst(node('block'), py`event_loop = asyncio.get_running_loop()`);
    },
    'async def test_a(value):\n    """T."""\n    event_loop = asyncio.get_running_loop()\n    event_loop.call_soon(value)\n',
  ],
  [
    'an operand that becomes a call',
    'r = retry(retry=is_busy | retry_if_exception(x))\n',
    (edit, { node }) =>
      edit.replace(
        node('binary_operator'),
        py`retry_any(${node('binary_operator').field('left')!}, ${node('binary_operator').field('right')!})`,
      ),
    'r = retry(retry=retry_any(is_busy, retry_if_exception(x)))\n',
  ],
])('%s', (_, before, act, after) => {
  expect(editSource(before, act).after).toBe(after);
});
