// Proves runs over many services: killed and resumed, drifting files, two at once, bad test suites, secrets, limits, checkpoints, interrupts, and 1,000
// services. Everything goes through the built command on synthetic fleets whose tests are a line of shell.
//   node scripts/proof-runs.mjs [--nightly] [--only F12] [--seed N]
import { parseArgs } from 'node:util';
import { format } from './proof.mjs';
import { badFiles } from './runs/bad-files.mjs';
import { badServices, killedTests } from './runs/bad-services.mjs';
import { drift } from './runs/drift.mjs';
import { killAndResume } from './runs/kill-and-resume.mjs';
import { largeFleet } from './runs/large-fleet.mjs';
import { checkpoints, interrupts, locks, threshold } from './runs/locks-and-limits.mjs';
import { secrets } from './runs/secrets.mjs';

const { values } = parseArgs({
  options: {
    nightly: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const counts = { passed: 0, failed: 0, skipped: 0 };
const random = seeded(Number(values.seed));
const scale = values.nightly ? 15 : 1;

const FAMILIES = {
  F7: () => killAndResume({ count: 20 * scale, random, check }),
  F8: () => killedTests({ count: 40 * scale, random, check }),
  F9: () => drift({ check }),
  F11: () => locks({ check }),
  F12: async () => {
    await badFiles({ check });
    await badServices({ check });
  },
  F14: () => threshold({ check }),
  F15: () => checkpoints({ check }),
  stop: () => interrupts({ check }),
  F18: () => secrets({ check }),
  F19: () => largeFleet({ count: 1000, check }),
};

for (const [name, family] of Object.entries(FAMILIES)) {
  if (values.only !== undefined && values.only !== name) continue;
  const began = Date.now();
  const before = { ...counts };
  try {
    await family();
  } catch (error) {
    check(`${name} runs to its end`, false, error.stack);
  }
  process.stdout.write(
    `${name}: ${counts.passed - before.passed} passed, ${counts.failed - before.failed} failed (${((Date.now() - began) / 1000).toFixed(1)} s)\n`,
  );
}
process.stdout.write(`${format(counts)}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;

function check(name, holds, detail = '') {
  counts[holds ? 'passed' : 'failed'] += 1;
  if (!holds)
    process.stdout.write(
      `FAILED ${name}\n    ${detail}\n  repeat with: node scripts/proof-runs.mjs --seed ${values.seed}\n`,
    );
}

/** The same numbers for the same seed. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
