/** Compares test results by id: what passed before and does not pass now, or is gone. */
export function compareResults(before, after) {
  return before.map((old) => {
    const now = after.find((result) => result.service === old.service) ?? { outcome: 'unverified', tests: {} };
    const passed = Object.keys(old.tests).filter((id) => old.tests[id] === 'passed');
    return {
      service: old.service,
      outcome: verdictOf(old, now, passed),
      tests: passed.length,
      lost: passed.filter((id) => now.tests[id] !== 'passed').map((id) => `${id}: ${now.tests[id] ?? 'gone'}`),
      reason: now.reason ?? old.reason,
    };
  });
}

function verdictOf(old, now, passed) {
  if (old.outcome === 'unverified' || now.outcome === 'unverified') return 'unverified';
  return passed.every((id) => now.tests[id] === 'passed') ? 'same' : 'worse';
}
