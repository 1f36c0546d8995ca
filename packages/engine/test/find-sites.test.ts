import {
  anyOf,
  callTo,
  classDefinition,
  decoratorNamed,
  defineRule,
  eachFile,
  exceptClause,
  type Finder,
  functionDefinition,
  importOf,
  query,
  referenceTo,
  type Site,
  stringNaming,
  withItem,
} from '@moult/plugin-api';
import { findSites } from '../src/find/find-sites.ts';
import { indexFinders } from '../src/find/finder-index.ts';
import { tellRelevance } from '../src/prefilter/tell-relevance.ts';
import { plainFence } from '../src/propose/fence.ts';
import { walkedIn } from '../src/rewrite/find-in-service.ts';
import { openModel } from '../src/rewrite/open-model.ts';
import { openState, type RewriteContext } from '../src/rewrite/rewrite-state.ts';
import { pluginOf, serviceOf } from './service-of.ts';

/** Sites of one finder as `line:column kind name`. */
function find(finder: Finder<Site>, texts: string | Readonly<Record<string, string>>): readonly string[] {
  const files = typeof texts === 'string' ? { 'svc/a.py': texts } : texts;
  const rule = defineRule<Site>({ name: 'found', summary: 'found', grade: 'safe', find: finder, fix: () => {} });
  const input = {
    service: serviceOf(files),
    plugins: [{ plugin: pluginOf([rule as never]), options: {} }],
    grade: 'safe',
  } as const;
  const context: RewriteContext = {
    input,
    index: indexFinders(input.plugins),
    fence: plainFence,
    originalTrees: new Map(),
    relevance: tellRelevance(input),
    manifests: new Map(),
    fencing: { isApart: false },
    opened: [],
  };
  const model = openModel(context, openState(context, { exclusions: new Map(), failures: [] }));
  const [file] = model.files;
  if (file === undefined) return [];
  return findSites(file, context.index, walkedIn(context, model).names).sites.map(
    ({ site, node }) => `${node.line}:${node.column} ${site.kind}${'name' in site ? ` ${site.name}` : ''}`,
  );
}

describe('callTo finds', () => {
  test.each([
    ['from oldlib import send\nsend()\n', '2:1 call oldlib.send'],
    ['from oldlib import send as s\ns()\n', '2:1 call oldlib.send'],
    ['import oldlib\noldlib.send()\n', '2:1 call oldlib.send'],
    ['import oldlib as o\no.send()\n', '2:1 call oldlib.send'],
    ['def f():\n    from oldlib import send\n    send()\n', '3:5 call oldlib.send'],
    ['import oldlib\nsend = oldlib.send\nsend()\n', '3:1 call oldlib.send'],
  ])('the call in %j', (text, site) => {
    expect(find(callTo('oldlib.send'), text)).toEqual([site]);
  });

  test.each([
    'from other import send\nsend()\n',
    'from oldlib import send\nsend\n',
    'from oldlib import send\ndef f(send):\n    send()\n',
    'x.send()\n',
    'from .oldlib import send\nsend()\n',
  ])('nothing in %j', (text) => {
    expect(find(callTo('oldlib.send'), text)).toEqual([]);
  });

  test('methods of instances, through attributes and with statements', () => {
    const text =
      'from oldlib import Client\n\nclass A:\n    def __init__(self):\n        self.c = Client()\n    def go(self):\n        self.c.post(1)\n\nwith Client() as k:\n    k.post(2)\n';
    expect(find(callTo('oldlib.Client.post'), text)).toEqual([
      '7:9 call oldlib.Client.post',
      '10:5 call oldlib.Client.post',
    ]);
  });

  test('names that another file of the service passes on under another name', () => {
    const texts = {
      'svc/a.py': 'import compat\ncompat.transmit()\n',
      'svc/compat.py': 'from oldlib import send as transmit\n',
    };
    expect(find(callTo('oldlib.send'), texts)).toEqual(['2:1 call oldlib.send']);
  });

  test('a function that is handed over as an argument', () => {
    const text = 'from oldlib import send\n\ndef run(act):\n    act(1)\n\nrun(send)\n';
    expect(find(callTo('oldlib.send'), text)).toEqual(['4:5 call oldlib.send']);
  });

  test('only calls with or without a keyword, where that is asked for', () => {
    const text = 'from oldlib import send\nsend(a=1)\nsend(b=1)\n';
    expect(find(callTo('oldlib.send').withKeyword('a'), text)).toEqual(['2:1 call oldlib.send']);
    expect(find(callTo('oldlib.send').withoutKeyword('a'), text)).toEqual(['3:1 call oldlib.send']);
  });
});

describe('the other finders find', () => {
  test('decorators by form', () => {
    const text = 'import oldlib\n\n@oldlib.retry\ndef a(): ...\n\n@oldlib.retry(1)\nclass B: ...\n';
    expect(find(decoratorNamed('oldlib.retry'), text)).toEqual([
      '3:1 decorator oldlib.retry',
      '6:1 decorator oldlib.retry',
    ]);
    expect(find(decoratorNamed('oldlib.retry', 'bare'), text)).toEqual(['3:1 decorator oldlib.retry']);
    expect(find(decoratorNamed('oldlib.retry', 'called'), text)).toEqual(['6:1 decorator oldlib.retry']);
  });

  test('each imported name', () => {
    const text = 'import oldlib, other\nfrom oldlib.deep import a, b as c\nfrom oldlib import *\nimport oldlibrary\n';
    expect(find(importOf('oldlib'), text)).toEqual([
      '1:8 import oldlib',
      '2:25 import oldlib',
      '2:28 import oldlib',
      '3:20 import oldlib',
    ]);
    expect(find(importOf('oldlib.deep.b'), text)).toEqual(['2:28 import oldlib.deep.b']);
  });

  test('the longest chain that refers to a name, and no imports', () => {
    const text = 'import oldlib\nfrom oldlib import A\noldlib.A.b.c\nA\nA = 1\n';
    expect(find(referenceTo('oldlib.A'), text)).toContain('3:1 reference oldlib.A');
    expect(find(referenceTo('oldlib.*'), 'import oldlib\noldlib.A.b\nx = oldlib\n')).toEqual([
      '2:1 reference oldlib.A.b',
    ]);
    expect(find(referenceTo('oldlib', 'oldlib.*'), 'import oldlib\nx = oldlib\n')).toEqual(['2:5 reference oldlib']);
  });

  test('no objects of a class where the class is asked for', () => {
    expect(find(referenceTo('oldlib.*'), 'from oldlib import A\na = A()\na\na.b\n')).toEqual([
      '2:5 reference oldlib.A',
    ]);
    expect(find(referenceTo('oldlib.A.b'), 'from oldlib import A\na = A()\na.b\n')).toEqual([
      '3:1 reference oldlib.A.b',
    ]);
  });

  test('functions by name, colour and decorator', () => {
    const text = 'import oldlib\n\nasync def test_a(): ...\n\ndef test_b(): ...\n\n@oldlib.mark\ndef c(): ...\n';
    expect(find(functionDefinition({ async: true }), text)).toEqual(['3:1 function']);
    expect(find(functionDefinition({ name: /^test_/g }), text)).toEqual(['3:1 function', '5:1 function']);
    expect(find(functionDefinition({ decoratedWith: ['oldlib.mark'] }), text)).toEqual(['8:1 function']);
  });

  test('classes by base', () => {
    const text = 'from oldlib import Base\nclass A(Base): ...\nclass B: ...\n';
    expect(find(classDefinition({ bases: ['oldlib.Base'] }), text)).toEqual(['2:1 class']);
  });

  test('items of a with statement', () => {
    const text =
      'from oldlib import Client\nasync def f(c):\n    async with Client() as a, other() as b:\n        pass\nk = Client()\nwith k:\n    pass\n';
    expect(find(withItem('oldlib.Client'), text)).toEqual(['3:16 with oldlib.Client', '6:6 with oldlib.Client']);
  });

  test('exceptions of except clauses, also in a tuple', () => {
    const text =
      'import oldlib\ntry:\n    pass\nexcept (ValueError, oldlib.Error) as e:\n    pass\nexcept KeyError:\n    pass\n';
    expect(find(exceptClause('oldlib.Error'), text)).toEqual(['4:1 except oldlib.Error']);
  });

  test('strings that are a dotted path, and no sentences', () => {
    const text = 'a = "oldlib.Client.send"\nb = "see oldlib.Client"\nc = "oldlib"\nd = "oldlibrary.x"\n';
    expect(find(stringNaming('oldlib'), text)).toEqual(['1:5 string oldlib', '3:5 string oldlib']);
  });

  test('each file once', () => {
    expect(find(eachFile(), 'import oldlib\n')).toEqual(['1:1 file']);
  });

  test('what a raw query captures', () => {
    expect(find(query('(lambda) @site'), 'f = lambda: 1\n')).toEqual(['1:5 query']);
  });

  test('a node that several alternatives match once', () => {
    const text = 'from oldlib import send\nsend()\n';
    expect(find(anyOf<Site>(callTo('oldlib.send'), callTo('oldlib.*')), text)).toEqual(['2:1 call oldlib.send']);
  });
});

describe('a name that somebody gave on', () => {
  const retrying = callTo('oldlib.connect');

  test.each([
    ['through a name for the module', 'import oldlib as t\n\nu = t\nu.connect()\n', '4:1 call oldlib.connect'],
    [
      'through a loop',
      'import oldlib\n\nfor each in (oldlib.connect, print):\n    found = each\n    found()\n',
      '5:5 call oldlib.connect',
    ],
    [
      'through a dictionary',
      "import oldlib\n\nBY = {'r': oldlib.connect}\nfound = BY['r']\nfound()\n",
      '5:1 call oldlib.connect',
    ],
    [
      'through an import by name',
      "from importlib import import_module\n\nlibrary = import_module('oldlib')\nagain = library\nagain.connect()\n",
      '5:1 call oldlib.connect',
    ],
  ])('is followed %s', (_way, text, site) => {
    expect(find(retrying, text)).toContain(site);
  });

  test('is followed through another module', () => {
    const found = find(retrying, {
      'svc/a.py': 'from b import policy\n\nchosen = policy\nchosen()\n',
      'svc/b.py': 'import oldlib\n\npolicy = oldlib.connect\n',
    });
    expect(found).toEqual(['4:1 call oldlib.connect']);
  });
});
