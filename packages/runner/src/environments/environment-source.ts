/** Where the commands of a service run: a program folder to put first on PATH, or what is there already. */
export type ServiceEnvironment =
  | {
      readonly kind: 'ready';
      /** Folder with the interpreter of its own; `undefined` when the service runs with what is on PATH. */
      readonly programs: string | undefined;
      /** Version of Python, where one was looked for. */
      readonly python: string | undefined;
      /** Whether making it proved that its requirements go together. */
      readonly isResolved: boolean;
    }
  | {
      readonly kind: 'missing';
      readonly reason: string;
      /** `requirements`: they do not go together. `machine`: Python or the package index is not there. */
      readonly cause: 'requirements' | 'machine';
    };

/** Gives a service an environment with what its manifests require at this moment. */
export interface EnvironmentSource {
  /** `root` and `folder` say where the service lies: in the tree itself, or in a copy. `folder` is relative. */
  environmentFor(root: string, folder: string, signal?: AbortSignal): Promise<ServiceEnvironment>;
  /** Versions of the tools that make environments, by name. */
  tools(): Readonly<Record<string, string>>;
}

/** Services run with what is on PATH, as in a container that has everything. */
export const CURRENT_ENVIRONMENT: EnvironmentSource = {
  environmentFor: async () => ({ kind: 'ready', programs: undefined, python: undefined, isResolved: false }),
  tools: () => ({}),
};
