import { addToInventory } from '../../src/analyze/add-to-inventory.ts';
import type { AnalysedService } from '../../src/analyze/fleet-analysis.ts';

function analysed(name: string, needsUpdate = true): AnalysedService {
  return {
    name,
    path: `services/${name}`,
    source: 'declared',
    owner: undefined,
    priority: 'medium',
    risk: 'medium',
    phase: 'b',
    isPhaseDeclared: false,
    differences: [],
    breaking: [],
    requirementOnly: [],
    needsUpdate,
    libraries: [],
    mismatches: [],
    dependsOn: [],
    dependents: [],
    pythonFiles: 1,
    testFiles: 0,
    tests: undefined,
    python: undefined,
    findings: 0,
  };
}

const EXISTING = `# Ours.
version: 1
services:
  - name: web   # the front
    path: services/web
    priority: low

# Shared.
shared:
  - path: common
    usedBy: [web]
`;

describe('an inventory that is there already', () => {
  test('keeps every byte when it lacks nothing', () => {
    const full = EXISTING.replace('priority: low', 'priority: low\n    phase: c');
    expect(addToInventory([analysed('web')], full)).toBe(full);
  });

  test('gets the phase it lacks, and keeps the priority that it declares', () => {
    const text = addToInventory([analysed('web')], EXISTING);
    expect(text).toContain(
      '  - name: web   # the front\n    phase: b   # proposed\n    path: services/web\n    priority: low\n',
    );
  });

  test('gets no phase for a service that needs no upgrade', () => {
    expect(addToInventory([analysed('web', false)], EXISTING)).toBe(EXISTING);
  });

  test('gets services that it does not name at the end of its list', () => {
    const text = addToInventory([analysed('web', false), analysed('data')], EXISTING);
    expect(text).toContain(
      '  - name: data\n    path: services/data\n    priority: medium   # proposed\n    phase: b   # proposed\n\n# Shared.\n',
    );
  });

  test('is left alone when it is laid out in another way', () => {
    const flow = '{version: 1, services: [{name: web, path: services/web}]}\n';
    expect(addToInventory([analysed('web')], flow)).toBe(flow);
  });
});
