import { encodeSource } from '@moult/text';
import { sha256 } from '../digest/sha256.ts';
import { compareText } from '../merge/merge-order.ts';
import { editsOfOriginal } from '../pieces/piece-text.ts';
import type { ManifestInput, SourceInput } from '../rewrite/rewrite-input.ts';
import type { RewriteContext, RewriteState } from '../rewrite/rewrite-state.ts';
import type { PlanChecks, PlanFile, PlanFileEdit } from './plan-document.ts';

const PASSED: PlanChecks = { syntax: 'ok', again: 'ok', encoding: 'ok', comments: 'ok', compile: 'not-run' };
const MANIFEST_PASSED: PlanChecks = { ...PASSED, again: 'not-run', comments: 'not-run' };

/** All files of a service: what is written, what stays, what was not looked into. */
export function describeFiles(
  { input }: RewriteContext,
  state: RewriteState,
  ids: ReadonlyMap<string, string>,
): readonly PlanFile[] {
  const { name, files, manifests, notRelevant, skipped } = input.service;
  const sources = new Set(files.map(({ path }) => path));
  return [
    ...files.map((file) => describeFile(name, 'python', file, state, ids)),
    ...manifests
      .filter(({ path }) => !sources.has(path))
      .map((file) => describeFile(name, 'manifest', file, state, ids)),
    ...notRelevant.map((path): PlanFile => ({ path, service: name, kind: 'python', status: 'not-relevant' })),
    ...skipped.map(
      ({ path, reason }): PlanFile => ({
        path,
        service: name,
        kind: /\.pyi?$/.test(path) ? 'python' : 'manifest',
        status: 'skipped',
        reason,
      }),
    ),
  ].sort((a, b) => compareText(a.path, b.path));
}

function describeFile(
  service: string,
  kind: PlanFile['kind'],
  { path, source, before, ...rest }: SourceInput | ManifestInput,
  state: RewriteState,
  ids: ReadonlyMap<string, string>,
): PlanFile {
  const text = state.texts.get(path);
  const reason = 'relevance' in rest ? rest.relevance : undefined;
  const shared = {
    path,
    service,
    kind,
    ...(reason !== undefined && { reason }),
    encoding: source.encoding,
    bom: source.bom,
    eol: source.eol,
    before,
  };
  if (text === undefined || text.text === text.original) return { ...shared, status: 'unchanged' };
  const encoded = encodeSource(text.text, source);
  const edits: readonly PlanFileEdit[] = editsOfOriginal(text).map(({ start, end, newText, owners }) => ({
    start,
    end,
    newText,
    changes: owners.flatMap((key) => ids.get(key) ?? []).sort(),
  }));
  return {
    ...shared,
    status: 'changed',
    checks: kind === 'python' ? PASSED : MANIFEST_PASSED,
    ...(encoded.kind === 'encoded' && { after: sha256(encoded.bytes) }),
    edits,
  };
}
