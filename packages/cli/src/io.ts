import type { Terminal } from '@moult/report';

/** Where a command reads its surroundings and writes its words. */
export interface Io {
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What stdout can show. */
  readonly terminal: Terminal;
  /** True when a person sits at both ends, so that a question can be asked. */
  readonly isInteractive: boolean;
  /** True when stderr is a terminal, so that progress can be drawn. */
  readonly showsProgress: boolean;
  /** Data. */
  stdout(text: string): void;
  /** Progress and diagnostics. */
  stderr(text: string): void;
  /** Writes a report to a file, relative to the working directory. */
  writeReport(path: string, text: string): void;
  readText(path: string): string;
}
