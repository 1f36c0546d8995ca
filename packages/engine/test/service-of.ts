import { manifestKindOf } from '@moult/manifest';
import { definePlugin, type Plugin, type PluginSpec, type Rule } from '@moult/plugin-api';
import { type DecodedSource, decodeSource } from '@moult/text';
import { sha256 } from '../src/digest/sha256.ts';
import type { PlanChange } from '../src/plan/plan-document.ts';
import type { RewriteInput, ServiceInput } from '../src/rewrite/rewrite-input.ts';
import { rewriteService } from '../src/rewrite/rewrite-service.ts';
import type { ServiceRewrite } from '../src/rewrite/service-rewrite.ts';

/** A service from texts by path; everything that names no manifest is a Python file that passed the prefilter. */
export function serviceOf(texts: Readonly<Record<string, string>>, more: Partial<ServiceInput> = {}): ServiceInput {
  const files = Object.entries(texts).map(([path, text]) => ({
    path,
    source: decode(text, path),
    before: sha256(text),
  }));
  return {
    name: 'svc',
    path: 'svc',
    files: files.filter(({ path }) => manifestKindOf(path) === undefined),
    manifests: files.filter(({ path }) => manifestKindOf(path) !== undefined),
    notRelevant: [],
    skipped: [],
    ...more,
  };
}

export function decode(text: string, path = 'a.py'): DecodedSource {
  const source = decodeSource(new TextEncoder().encode(text), path.endsWith('.py') ? 'python' : 'none');
  if (source.kind === 'refused') throw new Error(source.reason);
  return source;
}

/** A plugin for the library `oldlib`, with whatever a test needs to be different. */
export function pluginOf(rules: readonly Rule[], more: Partial<PluginSpec> = {}): Plugin {
  return definePlugin({
    name: 'oldlib',
    title: 'oldlib 1 → 2',
    upgrade: { from: 'oldlib', to: 'oldlib', version: '==2.0.0' },
    detects: { distributions: ['oldlib'], modules: ['oldlib'] },
    rules,
    ...more,
  });
}

export function rewrite(
  texts: Readonly<Record<string, string>>,
  plugins: Plugin | readonly Plugin[],
  more: Partial<RewriteInput> = {},
): ServiceRewrite {
  return rewriteService({
    service: serviceOf(texts),
    plugins: [plugins].flat().map((plugin) => ({ plugin, options: {} })),
    grade: 'review',
    ...more,
  });
}

/** The new text of a file, or the old one where nothing changes. */
export function textOf(result: ServiceRewrite, path: string): string | undefined {
  return result.texts.find((text) => text.path === path)?.after;
}

export function statuses(result: ServiceRewrite): readonly string[] {
  return result.changes.map(({ path, line, rule, status }: PlanChange) => `${path}:${line} ${rule} ${status}`);
}
