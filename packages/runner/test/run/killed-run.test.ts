import { failingDisk, isKill } from '../../src/disk/failing-disk.ts';
import { realDisk } from '../../src/disk/real-disk.ts';
import { withoutSync } from '../../src/disk/without-sync.ts';
import { realProcessTable } from '../../src/lock/process-table.ts';
import { listFleetRuns, readRunState } from '../../src/run/read-run.ts';
import { resumeFleetRun } from '../../src/run/resume-run.ts';
import { openTree } from '../../src/transaction/tree.ts';
import { type FleetSetup, fakeExecutor, makeFleet, PASSING, runFleet, sourceOf, surroundings } from './small-fleet.ts';

const DISK = withoutSync(realDisk());
const executor = fakeExecutor(() => ({ report: PASSING }));
// The run that dies has an id that no process can have.
const dying = { ...realProcessTable(), self: () => ({ ...realProcessTable().self(), pid: 2 ** 30 }) };

/** Calls that begin a run are tried one by one; of what follows, which the proofs of transactions try whole, every seventh. */
const BEGINNING = 30;
const STEP = 7;

test('a run that dies while it begins or later is gone on with, or had not begun', async () => {
  const whole = await makeFleet(['one']);
  const counting = failingDisk(DISK, { kind: 'none' });
  await runFleet(whole, { executor, tree: { disk: counting, processes: dying } });
  whole.remove();
  expect(counting.calls.length).toBeGreaterThan(100);
  for (let at = 1; at <= counting.calls.length; at += at < BEGINNING ? 1 : STEP) {
    const fleet = await makeFleet(['one']);
    await killAt(fleet, at);
    expect([at, await bringToItsEnd(fleet)]).toEqual([at, 'succeeded']);
    expect(sourceOf(fleet, 'one')).toContain('oldlib.renamed()');
    fleet.remove();
  }
}, 300_000);

async function killAt(fleet: FleetSetup, at: number): Promise<void> {
  const disk = failingDisk(DISK, { kind: at % 2 === 0 ? 'kill' : 'kill-torn', at });
  try {
    await runFleet(fleet, { executor, tree: { disk, processes: dying } });
  } catch (error) {
    if (!isKill(error)) throw error;
  }
}

/** What a person does: goes on with the run that is listed, or begins one where none is. */
async function bringToItsEnd(fleet: FleetSetup): Promise<string> {
  const tree = openTree({ root: fleet.root, disk: DISK });
  const [runId] = listFleetRuns(tree);
  if (runId === undefined) await runFleet(fleet, { executor });
  else await resumeFleetRun({ ...surroundings(fleet, { executor }), runId, retry: 'none' });
  const [last = ''] = listFleetRuns(tree);
  return readRunState(tree, last).state;
}
