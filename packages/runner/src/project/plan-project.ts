import {
  buildPlan,
  compilePrefilter,
  type Exclusions,
  freezePlan,
  type LedgerEntry,
  orderPlugins,
  type PlanDocument,
  type PluginUse,
  type RewriteInput,
  type RewrittenText,
  rewriteService,
  type ServiceRewrite,
} from '@moult/engine';
import type { DecodedSource } from '@moult/text';
import { hashBytes } from '../disk/hash-bytes.ts';
import { createTimeFence } from '../plugins/time-fence.ts';
import { checkPlanCompiles } from './check-plan-compiles.ts';
import { createTreeCollector } from './collect-garbage.ts';
import { type FindServicesOptions, findServices } from './find-services.ts';
import { readGrammarVersions } from './grammar-versions.ts';
import type { Project } from './open-project.ts';
import { openReader } from './open-reader.ts';
import { readService } from './read-service.ts';

export interface PlanProjectOptions extends FindServicesOptions {
  /** Version of Moult, for the plan. */
  readonly version: string;
  /** Units that are out from the start, by path of the service. */
  readonly excluded?: ReadonlyMap<string, Exclusions>;
  /** Ask the Python compiler about every changed file; true by default. */
  readonly compileCheck?: boolean;
  /** Called before a service is looked at. */
  readonly onService?: (name: string, index: number, count: number) => void;
}

/** A frozen plan with the old and new text of every file it changes. */
export interface PlannedProject {
  readonly plan: PlanDocument;
  /** By path. */
  readonly texts: ReadonlyMap<string, RewrittenText>;
  /** Every site that was looked at and where it ended, service by service, by place. */
  readonly ledger: readonly LedgerEntry[];
}

/** One service as it is planned: its rewrite, and what is needed to compute it again. */
export interface PlannedService {
  readonly path: string;
  readonly rewrite: ServiceRewrite;
  /** Decoded sources of the files that change, by path. */
  readonly sources: ReadonlyMap<string, DecodedSource>;
  /** Computes the service anew with more units out. */
  again(excluded: Exclusions): ServiceRewrite;
}

/** Discovers, reads and rewrites the services of a project in memory. Nothing is written. */
export async function planProject(project: Project, options: PlanProjectOptions): Promise<PlannedProject> {
  const plugins = pluginsInOrder(project);
  const planned = await planServices(project, plugins, options);
  const python = options.compileCheck === false ? undefined : checkPlanCompiles(planned, project.config.python);
  const rewrites = (python?.services ?? planned).map((service) => service.rewrite);
  const draft = buildPlan(rewrites, plugins, headerOf(project, options, python?.version));
  const texts = new Map(rewrites.flatMap((rewrite) => rewrite.texts.map((text) => [text.path, text])));
  const plan = freezePlan(draft, (text) => hashBytes(Buffer.from(text, 'utf8')));
  return { plan, texts, ledger: rewrites.flatMap((rewrite) => rewrite.ledger) };
}

/** The plugins of a project in merge order, with the values of their options. */
export function pluginsInOrder(project: Project): readonly PluginUse[] {
  return orderPlugins(project.plugins.map((plugin) => ({ plugin, options: project.options.get(plugin.name) ?? {} })));
}

/** What the rewrite of one service of a project depends on. */
export function rewriteInputOf(
  project: Project,
  plugins: readonly PluginUse[],
  service: RewriteInput['service'],
  fence: RewriteInput['fence'] = createTimeFence(project.config.ruleTimeLimitMs),
): RewriteInput {
  const { config } = project;
  return {
    service,
    plugins,
    grade: config.grade,
    isWanted: ruleFilter(project),
    fence,
  };
}

async function planServices(
  project: Project,
  plugins: readonly PluginUse[],
  options: PlanProjectOptions,
): Promise<readonly PlannedService[]> {
  const services = findServices(project, options);
  const prefilter = compilePrefilter(project.plugins);
  const collectTrees = createTreeCollector();
  const fence = createTimeFence(project.config.ruleTimeLimitMs);
  const read = openReader();
  const planned: PlannedService[] = [];
  for (const [index, service] of services.entries()) {
    options.onService?.(service.name, index, services.length);
    const input = readService(project.root, service, prefilter, service.passedOver, read);
    planned.push(planService(rewriteInputOf(project, plugins, input, fence), options.excluded?.get(service.path)));
    await collectTrees(input.files.reduce((sum, file) => sum + file.source.text.length, 0));
  }
  return planned;
}

function planService(input: RewriteInput, excluded: Exclusions | undefined): PlannedService {
  const rewrite = rewriteService(excluded === undefined ? input : { ...input, excluded });
  const changed = new Set(rewrite.texts.map((text) => text.path));
  const { path, files, manifests } = input.service;
  const sources = [...files, ...manifests]
    .filter((file) => changed.has(file.path))
    .map((file) => [file.path, file.source] as const);
  return { path, rewrite, sources: new Map(sources), again: (out) => rewriteService({ ...input, excluded: out }) };
}

function ruleFilter({ config }: Project): (plugin: string, rule: string) => boolean {
  const names = (list: readonly string[], plugin: string, rule: string) =>
    list.includes(plugin) || list.includes(`${plugin}/${rule}`);
  return (plugin, rule) =>
    (config.only.length === 0 || names(config.only, plugin, rule)) && !names(config.skip, plugin, rule);
}

function headerOf(project: Project, { version, paths = [] }: PlanProjectOptions, python: string | undefined) {
  const { config, configFile } = project;
  const { include, exclude, only, skip, ignoreFiles } = config;
  return {
    version,
    versions: { ...readGrammarVersions(), ...(python === undefined ? {} : { python }) },
    grade: config.grade,
    options: { include, exclude, only, skip, ignoreFiles, paths },
    digests: configFile === undefined ? {} : { config: configFile.digest },
  };
}
