import type { ServiceModel } from '../../src/resolution/service-model.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import { serviceOf, spell } from './read-service.ts';

const CLIENT = 'from influxdb_client import InfluxDBClient\n';

/** What the last chain of that text in a file resolves to. */
function resolveLast(model: ServiceModel, path: string, text: string): string {
  const file = model.file(path);
  const node = file?.tree.all.findLast((one) => one.text === text && /^(identifier|attribute)$/.test(one.kind));
  if (file === undefined || node === undefined) return 'no such chain';
  return spell(file.resolve(node), path);
}

/** The service after the texts of some files have changed, its other trees kept. */
function change(model: ServiceModel, texts: Readonly<Record<string, string>>): ServiceModel {
  return model.continueWith(
    model.files.map(({ path, tree }) => {
      const text = texts[path];
      return { path, tree: text === undefined ? tree : parseSource(text) };
    }),
  );
}

describe('a service in the next pass', () => {
  const user = 'from db import client\nclient.write_api()\n';
  const sources = { 'db.py': `${CLIENT}client = InfluxDBClient()\n`, 'user.py': user, 'other.py': 'x = 1\n' };

  test('resolves anew what came from a file that changed', () => {
    const model = serviceOf(sources);
    expect(resolveLast(model, 'user.py', 'client')).toBe('instance influxdb_client.InfluxDBClient@db.py:2');
    const next = change(model, { 'db.py': 'import redis\nclient = redis.Redis()\n' });
    expect(resolveLast(next, 'user.py', 'client')).toBe('instance redis.Redis@db.py:2');
    expect(resolveLast(model, 'user.py', 'client')).toBe('instance influxdb_client.InfluxDBClient@db.py:2');
  });

  test('keeps what was read from files that are as they were', () => {
    const model = serviceOf(sources);
    const { reads } = model.watch(() => resolveLast(model, 'user.py', 'client'));
    expect(change(model, { 'other.py': 'y = 2\n' }).stillHolds(reads)).toBe(true);
    expect(change(model, { 'db.py': 'client = 1\n' }).stillHolds(reads)).toBe(false);
    expect(change(model, { 'user.py': `${user}\n` }).stillHolds(reads)).toBe(false);
  });

  test('hears of a store into an attribute that another file makes now', () => {
    const model = serviceOf({
      'holder.py': 'class Holder:\n    pass\n\n\nholder = Holder()\nholder.client\n',
      'start.py': 'from holder import holder\n',
    });
    expect(resolveLast(model, 'holder.py', 'holder.client')).toBe('unknown');
    const next = change(model, {
      'start.py': `${CLIENT}from holder import holder\nholder.client = InfluxDBClient()\n`,
    });
    expect(resolveLast(next, 'holder.py', 'holder.client')).toBe('instance influxdb_client.InfluxDBClient@start.py:3');
  });

  test('hears of a call that another file makes now, and of one that is gone', () => {
    const calling = `${CLIENT}from work import run\nrun(InfluxDBClient())\n`;
    const model = serviceOf({ 'work.py': 'def run(db):\n    db.ping()\n', 'main.py': 'import work\n' });
    expect(resolveLast(model, 'work.py', 'db')).toBe('unknown');
    const next = change(model, { 'main.py': calling });
    expect(resolveLast(next, 'work.py', 'db')).toBe('instance influxdb_client.InfluxDBClient@main.py:3 ?');
    expect(resolveLast(change(next, { 'main.py': 'import work\n' }), 'work.py', 'db')).toBe('unknown');
  });

  test('hears of a name that a class binds now', () => {
    const model = serviceOf({
      'base.py': 'class Base:\n    pass\n',
      'part.py': 'from base import Base\n\n\nclass Part(Base):\n    def go(self):\n        self.client\n',
    });
    expect(resolveLast(model, 'part.py', 'self.client')).toBe('unknown');
    const next = change(model, { 'base.py': `${CLIENT}\n\nclass Base:\n    client = InfluxDBClient()\n` });
    expect(resolveLast(next, 'part.py', 'self.client')).toBe('instance influxdb_client.InfluxDBClient@base.py:5');
  });

  test('knows the uses of an object in files that changed and in those that did not', () => {
    const model = serviceOf(sources);
    const origin = { path: 'db.py', line: 2, column: 10 };
    const places = (of: ServiceModel) => of.usesOf(origin).map(({ file, node }) => `${file.path}:${node.line}`);
    expect(places(model)).toEqual(['user.py:2']);
    expect(places(change(model, { 'other.py': 'from db import client\nclient.close()\n' }))).toEqual([
      'other.py:2',
      'user.py:2',
    ]);
    expect(places(change(model, { 'user.py': 'x = 1\n' }))).toEqual([]);
  });
});

describe('a chain that begins with a variable of which nothing is known', () => {
  test('resolves to nothing', () => {
    const model = serviceOf({ 'a.py': 'def f(thing):\n    thing = thing + 1\n    thing.client.x\n' });
    expect(resolveLast(model, 'a.py', 'thing.client.x')).toBe('unknown');
  });

  test('is looked into where it reads from a `state`', () => {
    const model = serviceOf({
      'a.py': `${CLIENT}def start(app):\n    app.state.db = InfluxDBClient()\n\n\ndef use(request):\n    request.app.state.db\n`,
    });
    expect(resolveLast(model, 'a.py', 'request.app.state.db')).toBe('instance influxdb_client.InfluxDBClient@3 ?');
  });

  test('is looked into where one binding of several is known', () => {
    const model = serviceOf({
      'a.py': `${CLIENT}def f(flag):\n    db = flag()\n    if flag:\n        db = InfluxDBClient()\n    db.ping\n`,
    });
    expect(resolveLast(model, 'a.py', 'db')).toBe('instance influxdb_client.InfluxDBClient@5 ?');
  });
});
