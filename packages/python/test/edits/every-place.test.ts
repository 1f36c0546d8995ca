import { readFileSync } from 'node:fs';
import { type Edit, py } from '@moult/plugin-api';
import { isEditRefusal } from '../../src/edits/refuse-edit.ts';
import { isStatement } from '../../src/edits/tree-places.ts';
import { parseSource } from '../../src/syntax/parse-source.ts';
import type { TreeNode } from '../../src/syntax/tree-node.ts';
import { editSource, type Subject } from './edit-source.ts';

const SHAPES = readFileSync(new URL('./shapes.py', import.meta.url), 'utf8');

const VARIANTS: readonly (readonly [string, string])[] = [
  ['as it is', SHAPES],
  ['with CRLF', SHAPES.replaceAll('\n', '\r\n')],
  ['with tabs', SHAPES.replace(/^(?: {4})+/gm, (blanks) => '\t'.repeat(blanks.length / 4))],
  ['without a final line end', SHAPES.trimEnd()],
];

type Place = (subject: Subject) => readonly TreeNode[];
type EditPlace = (edit: Edit, node: TreeNode, subject: Subject) => void;

const calls: Place = ({ tree }) => tree.nodes('call');
const statements: Place = ({ tree }) => tree.all.filter(isStatement);
const functions: Place = ({ tree }) => tree.nodes('function_definition');
const blocks: Place = ({ tree }) => tree.nodes('block');
const view = ({ definitions }: Subject, node: TreeNode) => definitions.functionOf(node)!;

const EDITS: readonly (readonly [string, Place, EditPlace])[] = [
  ['add a keyword', calls, (edit, node) => edit.arguments(node).add('zz', py`1`)],
  ['add two keywords', calls, (edit, node) => edit.arguments(node).add('zz', py`1`).add('yy', py`2`)],
  ['insert a position', calls, (edit, node) => edit.arguments(node).insertPositional(0, py`zz`)],
  ['name the first argument', calls, (edit, node) => edit.arguments(node).nameKeyword(0, 'zz')],
  ['remove the first argument', calls, (edit, node) => edit.arguments(node).remove(0)],
  ['swap the first argument for a keyword', calls, (edit, node) => edit.arguments(node).remove(0).add('zz', py`1`)],
  ['replace a call by its callee', calls, (edit, node) => edit.replace(node, py`${node.field('function')!}.zz`)],
  ['put a call around a call', calls, (edit, node) => edit.replace(node, py`zz(${node}, 1)`)],
  ['put a condition around a call', calls, (edit, node) => edit.replace(node, py`${node} if zz else None`)],
  ['remove a statement', statements, (edit, node) => edit.remove(node)],
  ['insert before', statements, (edit, node) => edit.insertBefore(node, py`zz()`)],
  ['insert after', statements, (edit, node) => edit.insertAfter(node, py`zz()`, py`if zz:\n    yy()`)],
  ['replace a statement', statements, (edit, node) => edit.replace(node, py`zz()`)],
  ['insert first', blocks, (edit, node) => edit.insertFirst(node, py`zz()`)],
  ['wrap a body', blocks, (edit, node) => edit.wrapBody(node, py`if zz`)],
  ['unwrap', statements, (edit, node) => edit.unwrap(node)],
  [
    'unwrap and insert',
    statements,
    (edit, node) => {
      edit.insertBefore(node, py`zz()`);
      edit.unwrap(node);
      edit.insertAfter(node, py`yy()`);
    },
  ],
  ['wrap a statement', statements, (edit, node) => edit.replace(node, py`with zz:\n    ${node}`)],
  [
    'add the outermost decorator',
    functions,
    (edit, node, s) => edit.decorators(view(s, node)).add(py`zz`, 'outermost'),
  ],
  [
    'add the innermost decorator',
    functions,
    (edit, node, s) => edit.decorators(view(s, node)).add(py`zz(1)`, 'innermost'),
  ],
  ['remove a decorator', ({ tree }) => tree.nodes('decorator'), (edit, node) => edit.remove(node)],
  ['replace a decorator', ({ tree }) => tree.nodes('decorator'), (edit, node) => edit.replace(node, py`zz`)],
  [
    'replace an attribute',
    ({ tree }) => tree.nodes('attribute'),
    (edit, node) => edit.replace(node, py`${node.field('object')!}.zz.yy`),
  ],
  ['await an attribute', ({ tree }) => tree.nodes('attribute'), (edit, node) => edit.replace(node, py`await ${node}`)],
  ['replace a string', ({ tree }) => tree.nodes('string'), (edit, node) => edit.replace(node, py`zz`)],
  [
    'remove an element',
    ({ tree }) =>
      ['list', 'tuple', 'set', 'dictionary', 'with_clause']
        .flatMap((kind) => tree.nodes(kind))
        .flatMap((node) => node.children.filter(({ kind }) => kind !== 'comment')),
    (edit, node) => edit.remove(node),
  ],
];

describe.each(VARIANTS)('every place %s', (_, source) => {
  const tree = parseSource(source);
  const count = (place: Place): number => place({ tree } as Subject).length;

  test('is Python', () => expect(tree.errors).toEqual([]));

  test.each(EDITS)('%s', (_name, place, act) => {
    let done = 0;
    for (let index = 0; index < count(place); index++) {
      try {
        editSource(source, (edit, subject) => act(edit, place(subject)[index]!, subject));
        done++;
      } catch (error) {
        if (!isEditRefusal(error))
          throw new Error(`at line ${place({ tree } as Subject)[index]!.line}`, { cause: error });
      }
    }
    expect(done).toBeGreaterThan(0);
  });
});
