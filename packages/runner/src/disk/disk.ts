/** What a path is, seen without following a link at its end. */
export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits, `0o7777` at most. */
  readonly mode: number;
  /** In bytes. */
  readonly size: number;
  /** How many names the file has. */
  readonly links: number;
  readonly owner: number;
  readonly group: number;
  /** Equal for two paths exactly when they name one and the same file. */
  readonly identity: string;
  /** Differs after the content was written anew. */
  readonly version: string;
}

/** An open file, valid until it is closed. */
export type OpenFile = number;

/**
 * All that the writing half of Moult asks of a file system, synchronous and one system call at a time, so that a test can
 * stop it at each. Paths are absolute and native. A call that fails throws an error with a `code` such as `ENOSPC`.
 */
export interface Disk {
  readFile(path: string): Uint8Array;
  /** The names in a folder, sorted. */
  readFolder(path: string): readonly string[];
  /** `undefined` when nothing has this path. */
  status(path: string): FileStatus | undefined;
  /** The path with every link followed. */
  realPath(path: string): string;

  /** Creates a file that must not exist, open for writing. */
  createFile(path: string, mode: number): OpenFile;
  openForAppend(path: string): OpenFile;
  /** Writes what it can and returns how many bytes that were: fewer than given is not an error. */
  write(file: OpenFile, bytes: Uint8Array): number;
  syncFile(file: OpenFile): void;
  closeFile(file: OpenFile): void;
  truncate(path: string, length: number): void;
  rename(from: string, to: string): void;
  /** A second name for a file; throws `EEXIST` where the name is taken. */
  link(existing: string, added: string): void;
  removeFile(path: string): void;
  makeFolder(path: string, mode: number): void;
  /** Throws `ENOTEMPTY` when something is left in it. */
  removeFolder(path: string): void;
  syncFolder(path: string): void;
  changeMode(path: string, mode: number): void;
  changeOwner(path: string, owner: number, group: number): void;
}
