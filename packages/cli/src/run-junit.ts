import type { RunResults, ServiceResults } from '@moult/fleet';

/** A run as JUnit XML: a suite for each phase, a case for each service, and one for each final criterion. */
export function runJunit(results: RunResults): string {
  const suites = results.phases.map((phase) => {
    const services = results.services.filter((service) => service.phase === phase.id);
    return suite(phase.title, services.map(serviceCase));
  });
  const criteria = results.criteria.map((criterion) =>
    testCase('criteria', `${criterion.number}. ${criterion.title}`, 0, outcome(criterion.verdict, criterion.evidence)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="moult run ${escapeXml(results.runId)}">\n${[...suites, suite('final criteria', criteria)].join('')}</testsuites>\n`;
}

function suite(name: string, cases: readonly string[]): string {
  const count = (tag: string): number => cases.filter((one) => one.includes(`<${tag}`)).length;
  return `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${count('failure')}" skipped="${count('skipped')}">\n${cases.join('')}  </testsuite>\n`;
}

const GOOD: ReadonlySet<string> = new Set(['succeeded', 'unchanged']);
const BAD: ReadonlySet<string> = new Set(['failed', 'timed-out', 'crashed', 'drifted', 'inconclusive']);

function serviceCase(service: ServiceResults): string {
  const { startedAt, endedAt, outcome: ended, state, reason, reasonCode } = service;
  const seconds = startedAt === null || endedAt === null ? 0 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
  const isUnverified = reasonCode === 'unverified';
  const verdict =
    ended !== null && BAD.has(ended)
      ? 'fail'
      : ended !== null && GOOD.has(ended) && !isUnverified
        ? 'pass'
        : 'unverified';
  return testCase(service.phase, service.name, seconds, outcome(verdict, `${state}: ${reason}`));
}

function outcome(verdict: 'pass' | 'fail' | 'unverified', message: string): string {
  if (verdict === 'pass') return '';
  const tag = verdict === 'fail' ? 'failure' : 'skipped';
  return `      <${tag} message="${escapeXml(message)}"/>\n`;
}

function testCase(className: string, name: string, seconds: number, inner: string): string {
  const head = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}" time="${seconds.toFixed(3)}"`;
  return inner === '' ? `${head}/>\n` : `${head}>\n${inner}    </testcase>\n`;
}

function escapeXml(text: string): string {
  // Control characters have no place in XML, escaped or not.
  const plain = text.replace(/(?![\t\n\r])\p{Cc}/gu, '?');
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
