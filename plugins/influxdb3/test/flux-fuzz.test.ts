import { translateFlux } from '../src/flux/translate-flux.ts';
import { generatePipeline } from './flux/generate-pipeline.ts';
import { readHoles, writeHoles } from './flux/holes.ts';
import { makeRandom } from './flux/random.ts';

const PIPELINES = 20_000;
const OPTIONS = [{}, { tags: { home: ['room', 'host'] } }, { tags: { '*': ['room'] }, reads: ['_value'] }];

test(`${PIPELINES} pipelines get one of the two answers, and every exact one is balanced SQL`, () => {
  const random = makeRandom(20_260_101);
  const counts = { exact: 0, refused: 0 };
  for (let index = 0; index < PIPELINES; index += 1) {
    const flux = generatePipeline(random);
    const source = readHoles(flux);
    const translation = translateFlux(source, OPTIONS[index % OPTIONS.length]);
    counts[translation.kind] += 1;
    if (translation.kind === 'refused') {
      const length = source.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0);
      if (translation.reason === '' || translation.at < 0 || translation.at > length)
        throw new Error(`no place or reason: ${flux}`);
    } else checkSql(writeHoles(translation.sql), flux);
  }
  expect(counts.exact).toBeGreaterThan(1000);
  expect(counts.refused).toBeGreaterThan(1000);
});

test('a query of a megabyte is answered', () => {
  const long = `from(bucket: "b") |> range(start: -1h)${' |> filter(fn: (r) => r.a == "b")'.repeat(30_000)}`;
  expect(translateFlux({ parts: [long] }).kind).toBe('refused');
});

/** Quotes come in pairs, brackets close outside of quotes, and it is one SELECT with a table. */
function checkSql(sql: string, flux: string): void {
  const bare = sql.replaceAll(/'(?:[^']|'')*'/g, 'text').replaceAll(/"(?:[^"]|"")*"/g, 'name');
  let depth = 0;
  for (const character of bare) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) break;
  }
  const isOne = /^SELECT .+ FROM /s.test(bare) && !/[;'"]/.test(bare) && !/undefined|\[object/.test(bare);
  if (depth !== 0 || !isOne) throw new Error(`not balanced: ${sql}\nof: ${flux}`);
}
