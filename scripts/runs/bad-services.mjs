import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFleet, QUICK_TEST, serviceName } from './make-fleet.mjs';
import { moult, RUN, serviceIn, stateOf } from './moult-process.mjs';

const AFTER = 'grep -q "tenacity==9" requirements.txt';

/** Bad test suites: what they do, and how their services end. `written` tells whether the change is in the tree afterwards. */
const CASES = [
  ['hang', 'sleep 1000', ['timed-out', 'baseline-timed-out', false]],
  [
    'hang and ignore signals',
    "trap '' TERM INT HUP; while :; do sleep 1; done",
    ['timed-out', 'baseline-timed-out', false],
  ],
  ['hang after the change', `if ${AFTER}; then sleep 1000; fi; ${QUICK_TEST}`, ['timed-out', 'tests-regressed', true]],
  ['leave a child', `sleep 1000 & ${QUICK_TEST}`, ['failed', 'baseline-crashed', false]],
  [
    'leave a daemon in a session of its own',
    `setsid sleep 1000 > /dev/null 2>&1 & sleep 0.2; ${QUICK_TEST}`,
    ['failed', 'baseline-crashed', false],
  ],
  [
    'leave a daemon that holds the output open',
    `setsid sleep 1000 & sleep 0.2; ${QUICK_TEST}`,
    ['failed', 'baseline-crashed', false],
  ],
  ['print a gigabyte', 'head -c 1073741824 /dev/zero', ['failed', 'baseline-crashed', false]],
  ['print 20 MB', `head -c 20000000 /dev/zero | tr '\\0' 'x'; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['exit 0 without tests', 'exit 0', ['failed', 'baseline-crashed', false]],
  [
    'exit 0 with a report of no tests',
    `printf '<testsuite tests="0"/>' > "$MOULT_JUNIT"`,
    ['failed', 'baseline-crashed', false],
  ],
  [
    'exit 0 without tests after the change',
    `if ${AFTER}; then exit 0; fi; ${QUICK_TEST}`,
    ['failed', 'tests-regressed', true],
  ],
  ['say that there are no tests', 'exit 5', ['succeeded', 'unverified', true]],
  [
    'fail in the same way before and after',
    `printf '<testsuite><testcase classname="t" name="a"><failure message="no"/></testcase><testcase classname="t" name="b"/></testsuite>' > "$MOULT_JUNIT"; exit 1`,
    ['succeeded', 'verified', true],
  ],
  [
    'fail after the change',
    `if ${AFTER}; then printf '<testsuite><testcase classname="t" name="one"><failure message="no"/></testcase></testsuite>' > "$MOULT_JUNIT"; exit 1; fi; ${QUICK_TEST}`,
    ['failed', 'tests-regressed', true],
  ],
  [
    'lose a test after the change',
    `if ${AFTER}; then ${QUICK_TEST}; else printf '<testsuite><testcase classname="t" name="one"/><testcase classname="t" name="two"/></testsuite>' > "$MOULT_JUNIT"; fi`,
    ['failed', 'tests-regressed', true],
  ],
  ['write half a report', `printf '<testsuite><testcase ' > "$MOULT_JUNIT"`, ['failed', 'baseline-crashed', false]],
  [
    'write a report that is no report',
    'head -c 5000 /dev/urandom > "$MOULT_JUNIT"',
    ['failed', 'baseline-crashed', false],
  ],
  ['delete their own sources', `rm -rf src; ${QUICK_TEST}`, ['failed', 'baseline-crashed', false]],
  [
    'delete everything they can reach',
    `rm -rf ../../* 2> /dev/null; ${QUICK_TEST}`,
    ['failed', 'baseline-crashed', false],
  ],
  ['change their own sources', `echo 'x = 1' >> src/app.py; ${QUICK_TEST}`, ['failed', 'baseline-crashed', false]],
  ['kill themselves', 'kill -9 $$', ['failed', 'baseline-crashed', false]],
  ['kill their own group', 'kill -9 0', ['failed', 'baseline-crashed', false]],
  ['not exist', 'no-such-command-at-all', ['failed', 'baseline-crashed', false]],
  ['print invalid bytes', `printf '\\377\\376\\000'; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['close their output', `exec > /dev/null 2>&1; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['read from a terminal', `cat > /dev/null; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['make a folder nobody may enter', `mkdir shut; chmod 000 shut; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['make a pipe', `mkfifo pipe; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
  ['make a link to the root of the disk', `ln -s / link; ${QUICK_TEST}`, ['succeeded', 'verified', true]],
];

/** F12: services with bad test suites end with their reason, and the run goes on over the others. */
export async function badServices({ check }) {
  const root = makeFleet(CASES.length + 1, { test: (index) => CASES[index]?.[1] ?? QUICK_TEST });
  const began = Date.now();
  const run = await moult(root, [...RUN, '--timeout', '6', '--max-failures', '100%', '-j', '4']);
  const state = await stateOf(root);
  CASES.forEach(([what, , [outcome, code, isWritten]], index) => {
    const service = serviceIn(state, serviceName(index));
    const text = readFileSync(join(root, 'services', serviceName(index), 'requirements.txt'), 'utf8');
    const isRight =
      service.outcome === outcome && service.reasonCode === code && text.includes('tenacity==9') === isWritten;
    check(
      `F12: tests that ${what} end as ${outcome}`,
      isRight,
      `${service.outcome} ${service.reasonCode}: ${service.reason}`,
    );
  });
  check(
    'F12: the run went on to its end',
    serviceIn(state, serviceName(CASES.length)).outcome === 'succeeded' && state.endedAt !== undefined,
    run.stderr.slice(-400),
  );
  check(
    'F12: no source is damaged',
    CASES.every((_, index) => existsSync(join(root, 'services', serviceName(index), 'src', 'other.py'))),
  );
  check('F12: failed services are the only reason of the exit code', run.code === 1, `it ended with ${run.code}`);
  process.stdout.write(`F12: ${CASES.length} bad test suites in ${Math.round((Date.now() - began) / 1000)} s\n`);
  const undo = await moult(root, ['undo', '--failed']);
  check('F12: undo --failed takes the failed ones back', undo.code === 0, undo.stdout + undo.stderr);
  rmSync(root, { recursive: true, force: true });
}

/** F8: the tests of random services are killed before or after the change; the others are not concerned. */
export async function killedTests({ count, random, check }) {
  const plan = Array.from({ length: count }, () => ['before', 'after', 'never'][Math.floor(random() * 3)]);
  const test = (index) => {
    if (plan[index] === 'never') return QUICK_TEST;
    const victim = plan[index] === 'before' ? `! ${AFTER}` : AFTER;
    return `if ${victim}; then kill -9 $$; fi; ${QUICK_TEST}`;
  };
  const root = makeFleet(count, { test });
  await moult(root, [...RUN, '--max-failures', '100%']);
  const state = await stateOf(root);
  plan.forEach((when, index) => {
    const service = serviceIn(state, serviceName(index));
    const isWritten = readFileSync(join(root, 'services', serviceName(index), 'requirements.txt'), 'utf8').includes(
      'tenacity==9',
    );
    const isRight =
      when === 'never'
        ? service.outcome === 'succeeded' && isWritten
        : service.outcome === 'failed' && isWritten === (when === 'after');
    check(`F8/${index}: tests killed ${when}: ${service.outcome}`, isRight, `${service.reasonCode}: ${service.reason}`);
  });
  rmSync(root, { recursive: true, force: true });
}
