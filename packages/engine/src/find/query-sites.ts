import type { FindContext } from './find-sites.ts';
import type { FoundSite } from './found-site.ts';
import { requiredLiterals } from './query-literals.ts';

/** Sites of raw queries: what `@site` captures, or the first capture. */
export function findQuerySites({ file, index }: FindContext): readonly FoundSite[] {
  const finders = index
    .of('query')
    .filter(({ spec }) => requiredLiterals(spec.source).every((literal) => file.tree.text.includes(literal)));
  return finders.flatMap(({ entry, spec }) =>
    index
      .queryOf(spec.source)
      .run(file.tree)
      .flatMap(({ captures }): readonly FoundSite[] => {
        const node = (captures['site'] ?? Object.values(captures)[0])?.[0];
        return node === undefined ? [] : [{ entry, node, head: node, site: { kind: 'query', node, captures } }];
      }),
  );
}
