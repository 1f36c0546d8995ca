import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MoultError } from '@moult/errors';
import { type Inventory, validateInventory } from '@moult/fleet';
import { readYaml } from '@moult/manifest';
import type { Project } from './open-project.ts';

/** The inventory a project names, checked; undefined when it names none. Throws `E-INVENTORY`. */
export function readInventory({ root, config }: Pick<Project, 'root' | 'config'>): Inventory | undefined {
  if (config.inventory === undefined) return undefined;
  const result = validateInventory(parseInventory(join(root, config.inventory), config.inventory));
  if (result.kind === 'inventory') return result.inventory;
  const [first] = result.problems;
  throw new MoultError('E-INVENTORY', result.problems.map(({ where, message }) => `${where}: ${message}`).join('\n'), {
    where: `${config.inventory} ${first?.where ?? ''}`.trim(),
    hint: 'Correct the inventory and run the command again.',
  });
}

function parseInventory(path: string, where: string): unknown {
  try {
    return readYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new MoultError(
      'E-INVENTORY',
      `The inventory cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      {
        where,
        hint: 'Correct the file, or name another one with --inventory; `moult analyze` writes a new one.',
        cause: error,
      },
    );
  }
}
