import { orderServices } from '../src/order-services.ts';
import { service } from './fleet.ts';

const names = (services: ReturnType<typeof orderServices>): string => services.map((one) => one.name).join(' ');

describe('the order of services', () => {
  test('is by rising risk, then by name', () => {
    const given = [service('d', { risk: 'high' }), service('b'), service('a', { risk: 'very-high' }), service('c')];
    expect(names(orderServices(given))).toBe('b c d a');
  });

  test('puts what others depend on first, through several steps', () => {
    const given = [
      service('a', { dependsOn: ['b'] }),
      service('b', { dependsOn: ['c'] }),
      service('c', { risk: 'high' }),
    ];
    expect(names(orderServices(given))).toBe('c b a');
  });

  test('takes no notice of a dependency that is not among them', () => {
    expect(names(orderServices([service('b'), service('a', { dependsOn: ['elsewhere'] })]))).toBe('a b');
  });

  test('breaks a cycle at the first by risk and name, and places every service once', () => {
    const given = [
      service('b', { dependsOn: ['a'] }),
      service('a', { dependsOn: ['b'] }),
      service('c', { dependsOn: ['c'] }),
    ];
    expect(names(orderServices(given))).toBe('c a b');
  });

  test('does not depend on the order it is given', () => {
    const given = [service('a'), service('b', { dependsOn: ['c'] }), service('c', { risk: 'high' }), service('d')];
    expect(names(orderServices([...given].reverse()))).toBe(names(orderServices(given)));
  });
});
