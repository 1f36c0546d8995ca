import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changedFiles } from '@moult/engine';
import type { CheckResult, ServiceRecord } from '@moult/fleet';
import { readBlob } from '../transaction/blob-store.ts';
import type { FileChange } from '../transaction/change-set.ts';
import { commitChangeSet } from '../transaction/commit-change-set.ts';
import { startRun } from '../transaction/run.ts';
import { openTree } from '../transaction/tree.ts';
import { undoServices } from '../undo/undo-run.ts';
import { damagedSources, hashSources } from '../validate/damaged-sources.ts';
import type { RunContext } from './run-context.ts';

/** One undo that was tried in a copy, and the plugins whose changes it took back. */
export interface UndoTrial {
  readonly service: string;
  readonly plugins: readonly string[];
  readonly check: CheckResult;
}

/** V5: takes services back in copies, so many that every kind of change among them is tried once. */
export async function validateUndo(
  context: RunContext,
  services: readonly ServiceRecord[],
): Promise<readonly UndoTrial[]> {
  const trials: UndoTrial[] = [];
  const tried = new Set<string>();
  for (const service of services) {
    const kinds = service.migrations.filter((migration) => migration.changed > 0).map((migration) => migration.plugin);
    if (!service.changed || kinds.every((kind) => tried.has(kind))) continue;
    for (const kind of kinds) tried.add(kind);
    trials.push({ service: service.name, plugins: kinds, check: tryUndo(context, service) });
  }
  return mergeTrials(trials);
}

/** The state keeps the last result of a check, so all trials are one. */
function mergeTrials(trials: readonly UndoTrial[]): readonly UndoTrial[] {
  const [first] = trials;
  if (first === undefined) return [];
  const failed = trials.find((trial) => trial.check.verdict !== 'pass');
  const services = trials.map((trial) => trial.service);
  const evidence = failed?.check.evidence ?? `Every byte came back in copies of ${services.join(', ')}.`;
  const check: CheckResult = { check: 'undo-in-copy', verdict: failed?.check.verdict ?? 'pass', evidence };
  return [
    { service: services.join(', '), plugins: [...new Set(trials.flatMap((trial) => trial.plugins))].sort(), check },
  ];
}

function tryUndo({ slices, session }: RunContext, service: ServiceRecord): CheckResult {
  const { tree } = session.run;
  const copy = mkdtempSync(join(tmpdir(), 'moult-undo-'));
  try {
    const files = changedFiles(slices.planOf(service.name));
    const changes: FileChange[] = [];
    for (const { path, before = '', after = '' } of files) {
      const old = readBlob(tree, before);
      const written = readBlob(tree, after);
      if (old === undefined || written === undefined) return verdict(false, service, `no stored content of ${path}`);
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), old);
      changes.push({ kind: 'modify', path, beforeHash: before, after: written });
    }
    return applyAndUndo(copy, service, changes);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function applyAndUndo(copy: string, service: ServiceRecord, files: readonly FileChange[]): CheckResult {
  const paths = files.map((file) => file.path);
  const before = hashSources(copy, paths);
  const started = startRun(openTree({ root: copy }), { command: 'moult validate' });
  if (started.kind !== 'started') return verdict(false, service, 'the copy could not be locked');
  const written = commitChangeSet(started.run, { service: service.name, files });
  if (written.kind !== 'committed')
    return verdict(false, service, `the change set could not be written: ${written.kind}`);
  const undone = undoServices(started.run, [service.name]);
  started.run.close();
  if (undone.some((undo) => undo.kind !== 'undone')) return verdict(false, service, 'the undo was refused');
  const wrong = damagedSources(copy, before);
  return wrong.length === 0
    ? verdict(true, service, '')
    : verdict(false, service, `these files differ: ${wrong.join(', ')}`);
}

function verdict(isGood: boolean, service: ServiceRecord, why: string): CheckResult {
  return isGood
    ? { check: 'undo-in-copy', verdict: 'pass', evidence: `Every byte of ${service.name} came back in a copy.` }
    : { check: 'undo-in-copy', verdict: 'fail', evidence: `In a copy of ${service.name} ${why}.` };
}
