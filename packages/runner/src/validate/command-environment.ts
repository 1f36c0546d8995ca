import { delimiter } from 'node:path';
import type { ServiceEnvironment } from '../environments/environment-source.ts';

/** Variables without which programs do not start, and which hold no secrets. */
const PLAIN = [
  'PATH',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'PATHEXT',
  'COMSPEC',
  'WINDIR',
];

/** What programs of the current environment may need to find their interpreter. */
const CURRENT = ['HOME', 'USER', 'VIRTUAL_ENV', 'PYENV_ROOT', 'CONDA_PREFIX'];

export interface CommandEnvironmentOptions {
  /** The variables of this process. */
  readonly own: NodeJS.ProcessEnv;
  /** Names that the inventory declares for the service. */
  readonly declared: readonly string[];
  readonly place: ServiceEnvironment & { kind: 'ready' };
  /** An empty folder that stands for the home folder. */
  readonly home: string;
  readonly added?: Readonly<Record<string, string>>;
}

/** The variables a command of a service sees: what is declared, and what every program needs. No token of the caller is among them. */
export function commandEnvironment(options: CommandEnvironmentOptions): Readonly<Record<string, string>> {
  const { own, declared, place, home, added } = options;
  const names = [...PLAIN, ...(place.programs === undefined ? CURRENT : []), ...declared];
  const kept = Object.fromEntries(
    names.flatMap((name) => {
      const value = own[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const path = place.programs === undefined ? kept['PATH'] : `${place.programs}${delimiter}${kept['PATH'] ?? ''}`;
  return {
    HOME: home,
    ...kept,
    PATH: path ?? '',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONHASHSEED: '0',
    NO_COLOR: '1',
    ...added,
  };
}
