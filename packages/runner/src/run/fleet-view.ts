import type { FleetView, OptionReader, OptionValue, PluginOption } from '@moult/plugin-api';
import type { RunDefinition } from './run-definition.ts';

/** What the orchestrator of a run decides from. */
export function fleetViewOf(
  definition: Pick<RunDefinition, 'fleet' | 'orchestratorOptions'>,
  concurrency: number,
): FleetView {
  return { services: definition.fleet, concurrency, option: readOptions(definition.orchestratorOptions) };
}

function readOptions(values: Readonly<Record<string, string | boolean>>): OptionReader {
  // The values were checked against the descriptors when the run was defined.
  return <O extends PluginOption>(option: O) => (values[option.name] ?? option.default) as OptionValue<O>;
}
