import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import { serviceOf } from '@moult/fleet';
import { storeBlobs } from '../transaction/blob-store.ts';
import type { FileImage } from '../transaction/file-image.ts';
import type { IntentFile, TransactionIntent } from '../transaction/intent.ts';
import { readBaseline } from './baseline.ts';
import type { FleetRunOutcome, FleetRunSurroundings } from './fleet-run.ts';
import { withOpenRun } from './fleet-run.ts';
import { readImages } from './keep-for-adoption.ts';
import { SecondPlan } from './look-again.ts';
import { migrationOutcomes } from './migration-outcomes.ts';
import { definitionOf, type RunContext } from './run-context.ts';
import { serviceFolder } from './run-files.ts';
import { validateService } from './validate-service.ts';

export interface AdoptInput extends FleetRunSurroundings {
  readonly runId: string;
  readonly service: string;
}

/** Takes a person's edits in a service that waited for them over as a second transaction, and validates the service. */
export async function adoptService(input: AdoptInput): Promise<FleetRunOutcome> {
  return withOpenRun(input, { resumes: false }, async (context) => {
    const { service } = input;
    const record = serviceOf(context.session.state, service);
    if (record?.state !== 'awaiting-work') throw notWaiting(service, record?.state);
    const files = findEdits(context, service);
    journalEdits(context, service, files);
    context.session.append('svc.adopted', { service, by: context.user, paths: files.map((file) => file.path) });
    context.session.append('svc.validating', { service, attempt: record.attempts });
    await validateAdopted(context, service, record.attempts);
    return { kind: 'done' };
  });
}

function findEdits(context: RunContext, service: string): readonly IntentFile[] {
  const kept = readKept(context, service);
  const now = new Map(readImages(context, service).map((item) => [item.path, item]));
  const paths = [...new Set([...Object.keys(kept), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const before = kept[path];
    const after = now.get(path)?.image;
    const isSame = before?.hash === after?.hash && before?.mode === after?.mode;
    return isSame ? [] : [{ path, target: path, before, after, sibling: `${path}.moult-adopted` }];
  });
}

function readKept({ files }: RunContext, service: string): Readonly<Record<string, FileImage>> {
  const path = join(files.folder, ...serviceFolder(service).split('/'), 'kept.json');
  // Written by `keepForAdoption`.
  return JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, FileImage>>;
}

/** The edits are on disk already: what is journalled is that they belong to the run, and what was there before. */
function journalEdits(context: RunContext, service: string, files: readonly IntentFile[]): void {
  const { run } = context.session;
  const images = new Map(readImages(context, service).map((item) => [item.path, item.bytes]));
  storeBlobs(
    run.tree,
    files.flatMap((file) => images.get(file.path) ?? []),
  );
  const tx = `${run.runId}-${run.journal.records.length + 1}`;
  const intent: TransactionIntent = { tx, service, files, makes: [], removes: [], undoes: [], backup: undefined };
  run.append('tx.intent', intent);
  run.append('tx.committed', { tx, service, undoes: [] });
  context.session.sync();
}

async function validateAdopted(context: RunContext, service: string, attempt: number): Promise<void> {
  const { session, slices } = context;
  const before = {
    tests: readBaseline(context, service, attempt) ?? NO_BASELINE,
    output: '',
    report: undefined,
    environment: undefined,
  };
  const second = new SecondPlan(context.project, slices);
  const verdict = await validateService(context, second, service, attempt, before, { isAdopted: true });
  session.append('svc.validated', { service, checks: verdict.checks, tests: verdict.tests });
  const { findings } = await second.of(definitionOf(context, service));
  const plugins = serviceOf(session.state, service)?.plugins ?? [];
  const migrations = migrationOutcomes(plugins, { ...slices.of(service), findings }, 'written');
  const isLeft = verdict.outcome === 'succeeded' && findings.length > 0;
  const reason = isLeft
    ? `${findings.length} findings are still there, which its owner accepts: ${findings.map((one) => `${one.path}:${one.line}`).join(', ')}.`
    : verdict.reason;
  session.append('svc.finished', {
    service,
    outcome: verdict.outcome,
    reasonCode: isLeft ? 'adopted-with-findings' : verdict.reasonCode,
    reason,
    changed: true,
    migrations,
  });
}

const NO_BASELINE = { kind: 'skipped', reason: 'there is no report of the first attempt.' } as const;

function notWaiting(service: string, state: string | undefined): MoultError {
  return new MoultError(
    'E-USAGE',
    state === undefined ? `The run has no service "${service}".` : `${service} does not wait for work: it is ${state}.`,
    {
      where: '--adopt',
      hint: '`moult status` lists the services that wait for a person.',
    },
  );
}
