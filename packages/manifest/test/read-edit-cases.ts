import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManifestChange } from '@moult/plugin-api';

/** One folder of fixtures/edits. */
export interface EditCase {
  readonly name: string;
  readonly path: string;
  readonly before: string;
  /** Undefined where the file must stay as it is. */
  readonly after: string | undefined;
  readonly change: ManifestChange;
  readonly outcome: 'edited' | 'unchanged' | 'refused' | 'absent';
  readonly notes: readonly string[];
  readonly reason: string;
}

const FOLDER = join(import.meta.dirname, 'fixtures/edits');

export function readEditCases(): readonly EditCase[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const folder = join(FOLDER, name);
      const path = readdirSync(join(folder, 'before'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'before').length + 1))[0];
      if (path === undefined) throw new Error(`${name} has no file`);
      const after = join(folder, 'after', path);
      const wish = JSON.parse(readFileSync(join(folder, 'wish.json'), 'utf8'));
      return {
        name,
        path,
        before: readFileSync(join(folder, 'before', path), 'utf8'),
        after: existsSync(after) ? readFileSync(after, 'utf8') : undefined,
        change: wish.change,
        outcome: wish.outcome,
        notes: wish.notes ?? [],
        reason: wish.reason ?? '',
      };
    });
}
