import { defineRule, type FileView, py, query, type SyntaxNode } from '@moult/plugin-api';
import { REQUIREMENT_UNIT } from '../names.ts';

/** `function.retry.statistics` stays empty since 8.5; the figures are at `function.statistics`. */
export const statistics = defineRule({
  name: 'statistics',
  summary: 'the statistics of a retried function are at `function.statistics`',
  source: 'https://github.com/jd/tenacity/releases/tag/8.5.0',
  grade: 'safe',
  find: query(`
    (attribute
      object: (attribute object: (_) @function attribute: (identifier) @retry (#eq? @retry "retry"))
      attribute: (identifier) @statistics (#eq? @statistics "statistics")) @site
  `),
  fix({ site, file, edit, leave }) {
    const decorated = site.captures['function']?.[0];
    if (decorated === undefined) return;
    if (!isRetried(file, decorated))
      return leave(`\`${decorated.text}\` is not known to be decorated with tenacity's retry`);
    edit.replace(site.node, py`${decorated}.statistics`);
    edit.unit(REQUIREMENT_UNIT);
    edit.evidence(`\`${decorated.text}\` is decorated with tenacity's retry`);
  },
});

function isRetried(file: FileView, node: SyntaxNode): boolean {
  const definition = file.definitionOf(node);
  if (definition?.view.kind !== 'function') return false;
  return definition.view.decorators.some((decorator) => definition.file.refersTo(decorator.name, 'tenacity.retry'));
}
