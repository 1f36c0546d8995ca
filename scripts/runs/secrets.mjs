import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFleet, QUICK_TEST } from './make-fleet.mjs';
import { moult, stateOf } from './moult-process.mjs';

const fill = (length, alphabet = 'aB3dE5gH7jK9mN1pQ2sT4vX6zY8') =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + length) % alphabet.length]).join('');
const hex = (length) => fill(length, '0a1b2c3d4e5f6789');

/** Shapes of secrets, each with a middle of its own that must be found nowhere. */
const SECRETS = [
  ['GitHub token', `ghp_${fill(36)}`],
  ['GitHub fine-grained token', `github_pat_${fill(40)}`],
  ['GitLab token', `glpat-${fill(20)}`],
  ['AWS key id', `AKIA${fill(16, 'ABCDEFGH234567')}`],
  ['Slack token', `xoxb-${fill(30)}`],
  ['Slack app token', `xapp-${fill(30)}`],
  ['Stripe key', `sk_live_${fill(24)}`],
  ['OpenAI key', `sk-proj-${fill(40)}`],
  ['JSON web token', `eyJ${fill(30)}.eyJ${fill(40)}.${fill(30)}`],
  ['npm token', `npm_${fill(36)}`],
  ['PyPI token', `pypi-${fill(60)}`],
  ['Google key', `AIza${fill(35)}`],
  ['Google OAuth token', `ya29.${fill(40)}`],
  ['SendGrid key', `SG.${fill(22)}.${fill(43)}`],
  ['Hugging Face token', `hf_${fill(34)}`],
  ['Vault token', `hvs.${fill(40)}`],
  ['DigitalOcean token', `dop_v1_${hex(64)}`],
  ['Shopify token', `shpat_${hex(32)}`],
  ['Twilio key', `SK${hex(32)}`],
  ['Mailgun key', `key-${hex(32)}`],
  ['Telegram token', `123456789:${fill(35)}`],
  ['InfluxDB token', `${fill(86)}==`],
  ['password in a URL', fill(17), (secret) => `postgres://user:${secret}@db.example/data`],
  ['bearer header', fill(31), (secret) => `Authorization: Bearer ${secret}`],
  ['password setting', fill(19), (secret) => `password=${secret}`],
];

/** F18: secrets in the environment, in the output of tests, in URLs and in messages of failures are in no artefact. */
export async function secrets({ check }) {
  const texts = SECRETS.map(([, secret, show = (text) => text]) => show(secret));
  const test = (index) => {
    const shown = texts[index] ?? '';
    const failure = `<testcase classname="t" name="two"><failure message="ValueError: ${shown}">${shown}</failure></testcase>`;
    const report = `<testsuite><testcase classname="t" name="one"/>${failure}</testsuite>`;
    return `echo 'it says ${shown}'; echo "$MY_TOKEN"; echo 'Traceback: ${shown}' >&2; printf '%s' '${report}' > "$MOULT_JUNIT"; exit ${index % 2 === 0 ? 0 : 1}`;
  };
  const inEnvironment = `plain-${fill(23)}-value`;
  const root = makeFleet(SECRETS.length + 1, {
    test: (index) => (index < SECRETS.length ? test(index) : QUICK_TEST),
    health: (index) => `echo '${texts[index] ?? ''}' "$MY_TOKEN"; exit ${index % 3 === 0 ? 1 : 0}`,
    environment: () => ['MY_TOKEN'],
  });
  const env = { ...process.env, MY_TOKEN: inEnvironment, OTHER_SECRET: `unseen-${fill(21)}` };
  const run = await moult(root, ['run', '--environment', 'current', '--no-prompt', '--max-failures', '100%'], { env });
  const report = await moult(root, ['report', '--format', 'json'], { env });
  const state = await stateOf(root);
  const folder = join(root, '.moult', 'runs', state.runId);
  const artefacts = [
    ['output', run.stdout + run.stderr + report.stdout],
    // The plan and the definition hold what the inventory and the sources themselves say.
    ...filesBelow(folder)
      .filter((path) => !path.endsWith('/plan.json') && !path.endsWith('/definition.json'))
      .map((path) => [path.slice(folder.length), readFileSync(path, 'latin1')]),
  ];
  for (const [name, secret] of [
    ...SECRETS,
    ['variable of the environment', inEnvironment],
    ['variable that is not declared', env.OTHER_SECRET],
  ]) {
    const found = artefacts.filter(([, text]) => text.includes(secret)).map(([path]) => path);
    check(
      `F18: a ${name} is in none of ${artefacts.length} artefacts`,
      found.length === 0,
      found.slice(0, 3).join(', '),
    );
  }
  rmSync(root, { recursive: true, force: true });
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
