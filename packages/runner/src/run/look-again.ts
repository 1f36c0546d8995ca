import { compilePrefilter, type PluginUse, type Prefilter, rewriteService, type ServiceRewrite } from '@moult/engine';
import type { ServiceFiles } from '../discover/group-services.ts';
import { reachedManifests } from '../discover/reached-manifests.ts';
import { createTreeCollector } from '../project/collect-garbage.ts';
import { findNeighbours } from '../project/find-neighbours.ts';
import type { Project } from '../project/open-project.ts';
import { pluginsInOrder, rewriteInputOf } from '../project/plan-project.ts';
import { readService } from '../project/read-service.ts';
import type { PlanSlices } from './plan-slices.ts';

/** Plans single services of a run anew, as they are now. */
export class SecondPlan {
  readonly #project: Project;
  readonly #slices: PlanSlices;
  readonly #collectTrees = createTreeCollector();
  #plugins: readonly PluginUse[] | undefined;
  #prefilter: Prefilter | undefined;

  constructor(project: Project, slices: PlanSlices) {
    this.#project = project;
    this.#slices = slices;
  }

  /** Rewrites the service in memory once more, from the files that the first plan looked at. */
  async of(service: { readonly name: string; readonly path: string }): Promise<ServiceRewrite> {
    this.#plugins ??= pluginsInOrder(this.#project);
    this.#prefilter ??= compilePrefilter(this.#project.plugins);
    const { root } = this.#project;
    const own = this.#filesOf(service.name);
    const others = this.#slices.plan.services.map(({ name, path }) => ({ path, ...this.#filesOf(name) }));
    const found = {
      ...service,
      ...own,
      source: 'declared' as const,
      kinds: reachedManifests(root, own.manifests),
      neighbours: findNeighbours(root, { path: service.path, manifests: own.manifests }, others),
    };
    const input = readService(root, found, this.#prefilter, []);
    const rewrite = rewriteService(rewriteInputOf(this.#project, this.#plugins, input));
    await this.#collectTrees(input.files.reduce((sum, file) => sum + file.source.text.length, 0));
    return rewrite;
  }

  #filesOf(service: string): Pick<ServiceFiles, 'pythonFiles' | 'manifests'> {
    const files = this.#slices.of(service).files.filter((file) => file.status !== 'skipped');
    const paths = (kind: 'python' | 'manifest') => files.filter((file) => file.kind === kind).map((file) => file.path);
    return { pythonFiles: paths('python'), manifests: paths('manifest') };
  }
}
