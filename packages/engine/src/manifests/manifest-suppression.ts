import { createLineMap, type TextEdit } from '@moult/text';
import { originalOffset } from '../pieces/piece-text.ts';
import type { Owner } from '../rewrite/candidate.ts';
import type { RewriteState } from '../rewrite/rewrite-state.ts';
import { coversRule, parseSuppression, type SuppressionText } from '../suppress/parse-suppression.ts';

interface LineSuppression extends SuppressionText {
  readonly line: number;
  readonly key: string;
}

/** Writes down the suppression comments of a manifest as it was read. */
export function recordManifestSuppressions(state: RewriteState, path: string): void {
  for (const { key, line, rules, reason } of suppressionsOf(state, path)) {
    state.suppressions.set(key, { key, path, line, rules, reason });
  }
}

/** The key of the suppression comment on a line that edits of a manifest touch. */
export function findManifestSuppression(
  state: RewriteState,
  path: string,
  edits: readonly TextEdit[],
  owner: Owner,
): string | undefined {
  const suppressions = suppressionsOf(state, path);
  if (suppressions.length === 0) return undefined;
  const lines = createLineMap(state.texts.get(path)?.text ?? '');
  return suppressions.find(
    (suppression) =>
      coversRule(suppression, owner.plugin, owner.rule) &&
      edits.some(
        ({ start, end }) =>
          lines.lineAt(start) <= suppression.line && suppression.line <= lines.lineAt(Math.max(start, end - 1)),
      ),
  )?.key;
}

/** The suppression comments of the current text; their keys are those of the text as read. */
function suppressionsOf(state: RewriteState, path: string): readonly LineSuppression[] {
  const current = state.texts.get(path);
  if (current === undefined || !current.text.includes('moult:')) return [];
  const lines = createLineMap(current.text);
  return Array.from({ length: lines.lineCount }, (_, index) => index + 1).flatMap((line) => {
    const range = lines.lineRange(line);
    const content = range === undefined ? '' : current.text.slice(range.start, range.end);
    const suppression = content.includes('#') ? parseSuppression(content.slice(content.indexOf('#'))) : undefined;
    if (range === undefined || suppression === undefined) return [];
    const comment = range.start + content.indexOf('#');
    return [{ ...suppression, line, key: `${path}:${originalOffset(current, comment)}` }];
  });
}
