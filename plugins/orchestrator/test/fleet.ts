import type { FleetService, FleetView, PluginOption } from '@moult/plugin-api';

/** A service with what a test does not care about filled in. */
export function service(name: string, given: Partial<FleetService> = {}): FleetService {
  return {
    name,
    path: `services/${name}`,
    priority: 'low',
    risk: 'low',
    phase: undefined,
    owner: undefined,
    dependsOn: [],
    plugins: ['tenacity'],
    ...given,
  };
}

/** A fleet in which every option has its default. */
export function fleetOf(services: readonly FleetService[], concurrency = 4): FleetView {
  // The reader answers with the default of the option it is given, whose type the signature ties to it.
  return { services, concurrency, option: ((option: PluginOption) => option.default) as FleetView['option'] };
}
