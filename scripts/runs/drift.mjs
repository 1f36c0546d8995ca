import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeDigest } from '../fleet/tree-digest.mjs';
import { makeFleet, QUICK_TEST, serviceName } from './make-fleet.mjs';
import { moult, RUN, serviceIn, stateOf } from './moult-process.mjs';

/** What somebody does to a planned file, as shell in the folder `$1`. */
const KINDS = {
  edit: 'echo "# mine" >> "$1/src/app.py"',
  delete: 'rm -f "$1/src/app.py"',
  replace: 'printf "changed = 1\\n" > "$1/src/app.py.x"; mv "$1/src/app.py.x" "$1/src/app.py"',
  link: 'mv "$1/src/app.py" "$1/away.py"; printf "# other\\n" >> "$1/away.py"; ln -s ../away.py "$1/src/app.py"',
  folder: 'mv "$1/src" "$1/old"; mkdir "$1/src"; printf "print(1)\\n" > "$1/src/app.py"',
};

const IS_AFTER = 'grep -q "tenacity==9" requirements.txt';

/** F9: somebody changes planned files, in five ways at six moments. The service is refused, and their work stays. */
export async function drift({ check }) {
  for (const [kind, act] of Object.entries(KINDS)) await driftOnce(kind, act, check);
}

async function driftOnce(kind, act, check) {
  // s0000 drifts while another service is at work, s0001 during its own tests before, s0002 during those after, s0003 before the undo,
  // s0004 before a resume. Its neighbour s0005 is left in peace.
  const trigger = (index, when) =>
    `if ${when} && test ! -e "$DRIFT_ROOT/drifted-${index}"; then : > "$DRIFT_ROOT/drifted-${index}"; set -- "$DRIFT_ROOT/services/${serviceName(index)}"; ${act}; fi; ${QUICK_TEST}`;
  const tests = {
    1: trigger(1, `! ${IS_AFTER}`),
    2: trigger(2, IS_AFTER),
    5: trigger(0, 'true'),
  };
  const root = makeFleet(6, {
    test: (index) => tests[index] ?? QUICK_TEST,
    phase: (index) => (index === 0 || index === 4 ? 'd' : 'a'),
    environment: () => ['DRIFT_ROOT'],
  });
  const env = { ...process.env, DRIFT_ROOT: root };
  await moult(root, [...RUN, '--max-failures', '100%', '-j', '1'], { env });
  const first = await stateOf(root);
  const outcome = (state, index) => serviceIn(state, serviceName(index)).outcome;
  check(
    `F9/${kind}: while another service is at work`,
    outcome(first, 0) === 'drifted' && !isWritten(root, 0),
    String(outcome(first, 0)),
  );
  check(
    `F9/${kind}: during the tests before`,
    outcome(first, 1) === 'drifted' && !isWritten(root, 1),
    String(outcome(first, 1)),
  );
  check(
    `F9/${kind}: during the tests after`,
    serviceIn(first, serviceName(2)).reasonCode === 'changed-meanwhile',
    `${outcome(first, 2)} ${serviceIn(first, serviceName(2)).reasonCode}`,
  );
  change(root, 4, kind);
  await moult(root, ['approve', '--reason', 'go on']);
  await moult(root, ['resume', '--quiet', '--no-prompt'], { env });
  const second = await stateOf(root);
  check(
    `F9/${kind}: before a resume`,
    outcome(second, 4) === 'drifted' && !isWritten(root, 4),
    `${second.state} ${outcome(second, 4)}`,
  );
  change(root, 3, kind);
  const before = treeDigest(join(root, 'services', serviceName(3)));
  const undo = await moult(root, ['undo', '--service', serviceName(3)]);
  check(
    `F9/${kind}: before the undo, which is refused`,
    undo.code === 9 && treeDigest(join(root, 'services', serviceName(3))) === before,
    `${undo.code} ${undo.stdout}${undo.stderr}`,
  );
  await afterPlan(kind, check);
  rmSync(root, { recursive: true, force: true });
}

/** A plan file is applied after somebody changed a planned file: it is refused before the first write. */
async function afterPlan(kind, check) {
  const root = makeFleet(2);
  await moult(root, ['plan', '-q', '-o', join(root, '.plan.json')]);
  change(root, 1, kind);
  const before = treeDigest(root);
  const { code, stderr } = await moult(root, ['apply', join(root, '.plan.json')]);
  check(
    `F9/${kind}: after the plan, which is refused before the first write`,
    code === 8 && treeDigest(root) === before,
    `${code} ${stderr}`,
  );
  rmSync(root, { recursive: true, force: true });
}

function isWritten(root, index) {
  const file = join(root, 'services', serviceName(index), 'requirements.txt');
  return readFileSync(file, 'utf8').includes('tenacity==9');
}

function change(root, index, kind) {
  const folder = join(root, 'services', serviceName(index));
  const file = join(folder, 'src', 'app.py');
  switch (kind) {
    case 'edit':
      writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\n`);
      break;
    case 'delete':
      rmSync(file);
      break;
    case 'replace':
      writeFileSync(`${file}.x`, 'changed = 1\n');
      renameSync(`${file}.x`, file);
      break;
    case 'link':
      renameSync(file, join(folder, 'away.py'));
      writeFileSync(join(folder, 'away.py'), '# other\n');
      symlinkSync('../away.py', file);
      break;
    case 'folder':
      renameSync(join(folder, 'src'), join(folder, 'old'));
      mkdirSync(join(folder, 'src'));
      writeFileSync(file, 'print(1)\n');
  }
}
