import { readFileSync } from 'node:fs';
import { assessRisk, RISK_RULE } from '../src/assess-risk.ts';
import { PRIORITIES } from '../src/inventory.ts';
import { PHASE_RULE, proposePhase, proposePhases, proposePriority } from '../src/propose-phases.ts';

describe('the risk of a service', () => {
  test.each([
    ['low', 'low low high very-high very-high'],
    ['medium', 'medium medium high very-high very-high'],
    ['high', 'high high high very-high very-high'],
    ['critical', 'very-high very-high very-high very-high very-high'],
  ] as const)('of %s priority, with none to four changes, is %s', (priority, risks) => {
    expect([0, 1, 2, 3, 4].map((changes) => assessRisk(priority, changes)).join(' ')).toBe(risks);
  });

  test('the rule is printed in words that name every level', () => {
    for (const word of ['very high', 'high', 'medium', 'low']) expect(RISK_RULE).toContain(word);
    for (const letter of ['A', 'B', 'C', 'D']) expect(PHASE_RULE).toContain(letter);
  });
});

describe('the proposal of phases', () => {
  test.each([
    ['critical', 'd d d d'],
    ['high', 'c c c c'],
    ['medium', 'b b b c'],
    ['low', 'a a b c'],
  ] as const)('%s priority with none to three changes: %s', (priority, phases) => {
    const proposed = [0, 1, 2, 3].map((changes) => proposePhase(priority, assessRisk(priority, changes)));
    expect(proposed.join(' ')).toBe(phases);
  });

  test('a priority is proposed from how many services depend on it', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(proposePriority)).toEqual([
      'low',
      'medium',
      'medium',
      'high',
      'high',
      'critical',
      'critical',
    ]);
  });

  test('keeps what is declared and says where it differs', () => {
    const [declared, open] = proposePhases([
      { name: 'x', priority: 'high', phase: 'a', breakingChanges: 1, dependents: 3 },
      { name: 'y', priority: undefined, phase: undefined, breakingChanges: 2, dependents: 0 },
    ]);
    expect(declared).toEqual({
      name: 'x',
      priority: 'high',
      risk: 'high',
      phase: 'a',
      proposedPriority: 'high',
      proposedPhase: 'c',
      differences: [{ field: 'phase', declared: 'a', proposed: 'c' }],
    });
    expect(open).toMatchObject({ priority: 'low', risk: 'high', phase: 'b', differences: [] });
  });

  test('of the fleet that the four phases were made for, four services differ', () => {
    const table = readFileSync(new URL('./fixtures/phase-table.txt', import.meta.url), 'utf8');
    const services = table
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [phase = '', priority = '', changes = '', name = ''] = line.split(' ');
        return {
          name,
          priority: PRIORITIES.find((one) => one === priority),
          phase: phase as 'a',
          breakingChanges: Number(changes),
          dependents: 0,
        };
      });
    const phases = proposePhases(services);
    const sizes = ['a', 'b', 'c', 'd'].map((id) => phases.filter((one) => one.phase === id).length);
    expect(sizes).toEqual([10, 14, 4, 3]);
    const differing = phases
      .filter((one) => one.phase !== one.proposedPhase)
      .map((one) => `${one.name} ${one.proposedPhase}`);
    expect(differing).toEqual([
      'rag-service b',
      'ai-automation-service-new c',
      'blueprint-suggestion-service a',
      'observability-dashboard a',
    ]);
  });
});
