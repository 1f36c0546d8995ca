const CASE = /<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g;
const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const SEVERITY = ['passed', 'skipped', 'xfailed', 'failed', 'error'];

/** Status by test id (`tests.test_x.TestY::test_z`) from the XML that pytest writes. A test listed twice counts with the worse status. */
export function readJunit(xml) {
  const statuses = new Map();
  for (const [, attributes, content = ''] of xml.matchAll(CASE)) {
    const id = `${attribute(attributes, 'classname')}::${attribute(attributes, 'name')}`;
    const status = statusOf(content);
    if (SEVERITY.indexOf(status) >= SEVERITY.indexOf(statuses.get(id) ?? 'passed')) statuses.set(id, status);
  }
  return Object.fromEntries([...statuses].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function statusOf(content) {
  if (/<error\b/.test(content)) return 'error';
  if (/<failure\b/.test(content)) return 'failed';
  if (/<skipped\b[^>]*type="pytest\.xfail"/.test(content)) return 'xfailed';
  return /<skipped\b/.test(content) ? 'skipped' : 'passed';
}

function attribute(attributes, name) {
  const match = new RegExp(`\\b${name}="([^"]*)"`).exec(attributes);
  return (match?.[1] ?? '').replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, decimal, hex, word) => {
    if (word !== undefined) return ENTITIES[word] ?? `&${word};`;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}
