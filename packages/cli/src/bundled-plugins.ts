import type { BundledPlugins } from '@moult/runner';

const migration = async (module: Promise<{ readonly default?: unknown }>): Promise<unknown> => (await module).default;

/** The plugins that come with the command, each loaded when a run asks for it. */
export const BUNDLED_PLUGINS: BundledPlugins = {
  'pytest-asyncio': () => migration(import('@moult/plugin-pytest-asyncio')),
  tenacity: () => migration(import('@moult/plugin-tenacity')),
  aiomqtt: () => migration(import('@moult/plugin-aiomqtt')),
  influxdb3: () => migration(import('@moult/plugin-influxdb3')),
  'python-dotenv': () => migration(import('@moult/plugin-python-dotenv')),
  orchestrator: () => migration(import('@moult/plugin-orchestrator')),
};
