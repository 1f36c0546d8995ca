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
  fix({ site, file, edit, flag, leave }) {
    const decorated = site.captures['function']?.[0];
    if (decorated === undefined) return;
    if (readsBoth(file, site.node, decorated))
      return leave('the new place is read as well, so both versions are served');
    const isRetried = isRetriedByTenacity(file, decorated);
    if (!isRetried && isFigureOfTenacity(site.node)) return flag(site.node, unknownFinding(decorated.text));
    if (!isRetried) return leave(`\`${decorated.text}\` is not known to be decorated with tenacity's retry`);
    edit.replace(site.node, py`${decorated}.statistics`);
    edit.unit(REQUIREMENT_UNIT);
    edit.evidence(`\`${decorated.text}\` is decorated with tenacity's retry`);
  },
});

function isRetriedByTenacity(file: FileView, node: SyntaxNode): boolean {
  const definition = file.definitionOf(node);
  if (definition?.view.kind !== 'function') return false;
  return definition.view.decorators.some((decorator) => definition.file.refersTo(decorator.name, 'tenacity.retry'));
}

/** Whether one of tenacity's own figures is read by its name. */
function isFigureOfTenacity({ parent }: SyntaxNode): boolean {
  const read = parent?.kind === 'attribute' ? parent.parent : parent;
  return /\W["'](?:attempt_number|idle_for|start_time|delay_since_first_attempt)["']/.test(read?.text ?? '');
}

/** Code that runs on both sides reads `function.statistics` first and the old place where that fails. */
function readsBoth(file: FileView, site: SyntaxNode, decorated: SyntaxNode): boolean {
  const around = file.enclosingFunction(site)?.node;
  return file
    .nodes('attribute')
    .some((node) => node.text === `${decorated.text}.statistics` && file.enclosingFunction(node)?.node === around);
}

function unknownFinding(name: string) {
  return {
    message: `\`${name}.retry.statistics\` stays empty if \`${name}\` is retried by tenacity`,
    why: 'Each call runs on a copy since tenacity 8.5, and its figures are at `statistics` of the function itself',
    todo: `Read \`${name}.statistics\` instead where \`${name}\` is a function that tenacity's retry decorates`,
    suggestion: `${name}.statistics`,
  };
}
