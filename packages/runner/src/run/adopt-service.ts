import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import { type RunState, serviceOf } from '@moult/fleet';
import { storeBlobs } from '../transaction/blob-store.ts';
import type { FileImage } from '../transaction/file-image.ts';
import { readRunTransactions } from '../transaction/find-open-transactions.ts';
import type { IntentFile, TransactionIntent } from '../transaction/intent.ts';
import { type FleetRunOutcome, type ResumedFleetRun, withOpenRun } from './fleet-run.ts';
import { readImages } from './keep-for-adoption.ts';
import { readRunState } from './read-run.ts';
import { goOn, noteWeakened } from './resume-run.ts';
import type { RunContext } from './run-context.ts';
import { serviceFolder } from './run-files.ts';
import { validateAdopted } from './validate-adopted.ts';

export interface AdoptInput extends Omit<ResumedFleetRun, 'retry'> {
  readonly service: string;
}

/** Takes a person's edits in a service that waited for them over as a second transaction, validates the service, and goes on with the run. */
export async function adoptService(input: AdoptInput): Promise<FleetRunOutcome> {
  refuseOthers(readRunState(input.tree, input.runId), input.service);
  return withOpenRun(input, { resumes: true }, async (context) => {
    const { service } = input;
    noteWeakened(context, input);
    const files = findEdits(context, service);
    if (files.length > 0) journalEdits(context, service, files);
    context.session.append('svc.adopted', { service, by: context.user, paths: files.map((file) => file.path) });
    await validateAdopted(context, service);
    return goOn(context, input);
  });
}

function refuseOthers(run: RunState, service: string): void {
  const state = serviceOf(run, service)?.state;
  if (state !== 'awaiting-work') throw notWaiting(service, state);
}

function findEdits(context: RunContext, service: string): readonly IntentFile[] {
  const kept = { ...readKept(context, service), ...listAdopted(context, service) };
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

/** What an adoption that was cut short has journalled already. */
function listAdopted({ session }: RunContext, service: string): Readonly<Record<string, FileImage | undefined>> {
  const { tree, runId } = session.run;
  const adopted = readRunTransactions(tree, runId).filter(
    ({ state, intent }) => state === 'committed' && intent.service === service && intent.adopts === true,
  );
  return Object.fromEntries(adopted.flatMap(({ intent }) => intent.files.map(({ path, after }) => [path, after])));
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
  const intent: TransactionIntent = {
    tx,
    service,
    files,
    makes: [],
    removes: [],
    undoes: [],
    backup: undefined,
    adopts: true,
  };
  run.append('tx.intent', intent);
  run.append('tx.committed', { tx, service, undoes: [] });
  context.session.sync();
}

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
