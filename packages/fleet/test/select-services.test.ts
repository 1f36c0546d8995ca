import { type Selection, selectServices } from '../src/select-services.ts';

const services = [
  { name: 'data-api', owner: 'data', priority: 'critical', phase: 'd', plugins: ['influxdb3'], status: 'failed' },
  {
    name: 'data-retention',
    owner: 'data',
    priority: 'high',
    phase: 'c',
    plugins: ['aiomqtt', 'influxdb3'],
    status: 'succeeded',
  },
  { name: 'ml-service', owner: undefined, priority: 'high', phase: 'c', plugins: ['tenacity'], status: undefined },
];

function select(selection: Partial<Selection>): string {
  const result = selectServices(services, { only: [], exclude: [], ...selection });
  return result.kind === 'selected' ? result.services.map((service) => service.name).join(' ') : result.message;
}

describe('the selection of services', () => {
  test.each([
    [{}, 'data-api data-retention ml-service'],
    [{ only: ['ml-service'] }, 'ml-service'],
    [{ only: ['data-*'] }, 'data-api data-retention'],
    [{ only: ['*'] }, 'data-api data-retention ml-service'],
    [{ only: ['owner:data'] }, 'data-api data-retention'],
    [{ only: ['priority:high', 'data-api'] }, 'data-api data-retention ml-service'],
    [{ only: ['phase:D'] }, 'data-api'],
    [{ only: ['plugin:aiomqtt'] }, 'data-retention'],
    [{ only: ['status:failed'] }, 'data-api'],
    [{ only: ['status:drifted'] }, ''],
    [{ exclude: ['owner:data'] }, 'ml-service'],
    [{ only: ['priority:high'], exclude: ['data-retention'] }, 'ml-service'],
  ])('%j', (selection, names) => {
    expect(select(selection)).toBe(names);
  });

  test.each([
    ['data-app', '"data-app" fits no service. Did you mean "data-api"?'],
    ['owner:core', '"owner:core" fits no service. There are data.'],
    ['prioritty:high', '"prioritty:" is not a selector. Did you mean "priority"?'],
    ['colour:red', '"colour:" is not a selector. Known are owner, priority, phase, plugin, status.'],
    ['data', '"data" fits no service. There are data-api, data-retention, ml-service.'],
  ])('%s is a problem that is named', (selector, message) => {
    expect(select({ only: [selector] })).toBe(message);
    expect(select({ exclude: [selector] })).toBe(message);
  });

  test('a dot in a pattern is a dot', () => {
    expect(select({ only: ['data.*'] })).toContain('fits no service');
  });
});
