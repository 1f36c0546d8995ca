import { createLineMap } from '@moult/text';
import type { Candidate, Owner, Place } from '../rewrite/candidate.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { coversRule, parseSuppression } from '../suppress/parse-suppression.ts';

/** The key of the suppression comment on a line that edits of a manifest touch; it is recorded on the way. */
export function findManifestSuppression(
  state: RewriteState,
  { path }: Place,
  text: string,
  edits: Candidate['edits'],
  owner: Owner,
): string | undefined {
  const lines = createLineMap(text);
  for (const edit of edits) {
    for (let line = lines.lineAt(edit.start); line <= lines.lineAt(Math.max(edit.start, edit.end - 1)); line++) {
      const range = lines.lineRange(line);
      const content = range === undefined ? '' : text.slice(range.start, range.end);
      const suppression = content.includes('#') ? parseSuppression(content.slice(content.indexOf('#'))) : undefined;
      if (suppression === undefined || !coversRule(suppression, owner.plugin, owner.rule)) continue;
      const key = `${path}:line-${line}`;
      state.suppressions.set(key, { key, path, line, ...suppression });
      return key;
    }
  }
  return undefined;
}
