import { defineOrchestrator } from '../src/orchestrator.ts';

const definition = { name: 'canary', title: 'Canary', phases: () => [], next: () => [] };

describe('the definition of an orchestrator', () => {
  test('gets its kind and the version of the contract', () => {
    expect(defineOrchestrator(definition)).toMatchObject({ kind: 'orchestrator', contract: 1, name: 'canary' });
  });

  test.each(['', 'Canary', 'my canary', '1st', 'a--b'])('refuses the name "%s"', (name) => {
    expect(() => defineOrchestrator({ ...definition, name })).toThrow(`Orchestrator name "${name}" is not kebab-case.`);
  });
});
