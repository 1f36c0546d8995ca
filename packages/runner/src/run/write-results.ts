import { hostname } from 'node:os';
import { buildResults, type RunArtefacts, type RunEvent, type RunResults } from '@moult/fleet';
import { redactData } from '../validate/redact.ts';
import { keptLogs } from './keep-logs.ts';
import type { RunContext } from './run-context.ts';
import { listTriedPlugins } from './validate-undo.ts';

export const RESULTS = 'results.json';

/** Of the time of a run, at most one part in so many goes into writing its results again. */
const SHARE = 40;

/** Keeps `results.json` of a run up to date: after every service, as far as that does not slow the run down, and at the end. */
export class ResultsWriter {
  readonly #context: RunContext;
  #dueAt = 0;

  constructor(context: RunContext) {
    this.#context = context;
    context.session.listen((event) => this.#follow(event));
  }

  #follow(event: RunEvent): void {
    if (event.kind === 'svc.finished' && this.#context.now() >= this.#dueAt) this.write();
  }

  write(): void {
    const began = this.#context.now();
    this.#context.files.write(RESULTS, `${JSON.stringify(collectResults(this.#context), undefined, 1)}\n`);
    const ended = this.#context.now();
    this.#dueAt = ended + SHARE * (ended - began);
  }

  /** Writes the reports and, when all of them are there, the results that say so. */
  finish(render: RenderReports | undefined): void {
    const { files } = this.#context;
    this.write();
    if (render === undefined) return;
    const results = collectResults(this.#context, true);
    for (const [name, text] of render(results)) files.write(name, text);
    files.write(RESULTS, `${JSON.stringify(results, undefined, 1)}\n`);
  }
}

/** Renders the reports of a run, by the names of their files. */
export type RenderReports = (results: RunResults) => ReadonlyMap<string, string>;

/** The parts of a run that its results are made from. */
export type ResultsParts = Pick<RunContext, 'session' | 'definition' | 'slices' | 'files' | 'mask'> & {
  readonly environments: Pick<RunContext['environments'], 'tools'>;
};

/** The results document of a run as it stands. */
export function collectResults(context: ResultsParts, isReported = false): RunResults {
  const { session, definition, environments, slices, files } = context;
  const { state } = session;
  const attempts = new Map(state.services.map((service) => [service.name, service.attempts]));
  const results = buildResults(state, {
    engineVersion: definition.engineVersion,
    host: hostname(),
    plugins: definition.plugins,
    tools: { node: process.versions.node, ...environments.tools() },
    variables: [...new Set(definition.services.flatMap((service) => service.variables))].sort(),
    journalChecksum: session.checksum,
    artefacts: { ...artefactsOf(context), reportWritten: isReported },
    durationMs: state.endedAt === undefined ? undefined : Date.parse(state.endedAt) - Date.parse(state.createdAt),
    planOf: (service) => slices.documentOf(service),
    artefactsOf: (service) => keptLogs({ files }, service, attempts.get(service) ?? 1),
  });
  return redactData(context.mask, results);
}

/** What a run wrote besides the services, and whose undo was tried. */
function artefactsOf({ session, files }: ResultsParts): Omit<RunArtefacts, 'reportWritten'> {
  const { state } = session;
  const kindsOf = (
    changed: readonly { readonly migrations: readonly { readonly plugin: string; readonly changed: number }[] }[],
  ) =>
    [
      ...new Set(
        changed.flatMap((service) => service.migrations.filter((one) => one.changed > 0).map((one) => one.plugin)),
      ),
    ].sort();
  return {
    changelogWritten: files.has('changelog.md'),
    changeKinds: kindsOf(state.services.filter((service) => service.changed)),
    undoTriedFor: listTriedPlugins(state),
  };
}
