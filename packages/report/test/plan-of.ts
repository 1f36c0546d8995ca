import { type PlanDocument, planFleet, type RewrittenText, sha256 } from '@moult/engine';
import { callTo, definePlugin, defineRule, py } from '@moult/plugin-api';
import { decodeSource } from '@moult/text';

const addFlag = defineRule({
  name: 'add-flag',
  summary: 'flag has to be said',
  grade: 'review',
  find: callTo('oldlib.send').withoutKeyword('flag'),
  fix: ({ site, edit }) => {
    edit.arguments(site.call).add('flag', py`1`);
  },
});

const lookAtIt = defineRule({
  name: 'look-at-it',
  summary: 'look at it',
  grade: 'manual',
  find: callTo('oldlib.look'),
  finding: { message: 'look here', why: 'it matters', todo: 'look', suggestion: 'looked()' },
});

const noteIt = defineRule({
  name: 'note-it',
  summary: 'it stays as it is',
  grade: 'manual',
  find: callTo('oldlib.stay'),
  finding: { message: 'stays here', why: 'it may', todo: 'nothing', level: 'note' },
});

const oldlib = definePlugin({
  name: 'oldlib',
  title: 'oldlib 1 → 2',
  upgrade: { from: 'oldlib', to: 'oldlib', version: '==2.0.0' },
  detects: { distributions: ['oldlib'], modules: ['oldlib'] },
  rules: [addFlag, lookAtIt, noteIt],
});

export interface Planned {
  readonly plan: PlanDocument;
  readonly texts: ReadonlyMap<string, RewrittenText>;
}

/** The plan of Python texts by path; the first folder of a path is its service. */
export function planOf(sources: Readonly<Record<string, string>>): Planned {
  const names = [...new Set(Object.keys(sources).map((path) => path.split('/')[0] ?? ''))];
  const { plan, rewrites } = planFleet({
    services: names.map((name) => ({
      name,
      path: name,
      files: Object.entries(sources)
        .filter(([path]) => path.startsWith(`${name}/`))
        .map(([path, text]) => ({ path, source: decode(text), before: sha256(text) })),
      manifests: [],
      notRelevant: [],
      skipped: [],
    })),
    plugins: [{ plugin: oldlib, options: {} }],
    grade: 'review',
    header: { version: '0.1.0', versions: {}, options: {}, digests: {} },
  });
  return { plan, texts: new Map(rewrites.flatMap(({ texts }) => texts.map((text) => [text.path, text]))) };
}

function decode(text: string) {
  const source = decodeSource(new TextEncoder().encode(text), 'python');
  if (source.kind === 'refused') throw new Error(source.reason);
  return source;
}
