import { dirname, join } from 'node:path';
import type { Disk } from '../disk/disk.ts';
import { unlessCode } from '../disk/disk-error.ts';
import { withoutSync } from '../disk/without-sync.ts';
import { createWholeFile, syncOpen } from '../disk/write-whole-file.ts';
import { runFolder } from '../transaction/state-folder.ts';
import type { Tree } from '../transaction/tree.ts';

/** Writes into the folder of a run: whole files, or none. */
export class RunFiles {
  readonly folder: string;
  readonly #tree: Tree;
  readonly #loose: Disk;

  constructor(tree: Tree, runId: string) {
    this.#tree = tree;
    this.#loose = withoutSync(tree.disk);
    this.folder = runFolder(tree, runId);
  }

  /** Writes a file by way of a sibling that takes its place, so that a reader sees the old or the new one. `path` uses `/`. */
  write(path: string, text: string): void {
    this.#write(this.#tree.disk, path, text);
  }

  /** The same for what a power loss may take: logs, which nothing rests on. */
  writeLoose(path: string, text: string): void {
    this.#write(this.#loose, path, text);
  }

  /** Makes a file that was written loosely last, if it is there. */
  keep(path: string): void {
    const { disk } = this.#tree;
    const target = join(this.folder, ...path.split('/'));
    if (disk.status(target) === undefined) return;
    const file = disk.openForAppend(target);
    try {
      syncOpen(disk, file, target);
    } finally {
      disk.closeFile(file);
    }
    disk.syncFolder(dirname(target));
  }

  #write(disk: Disk, path: string, text: string): void {
    const parts = path.split('/');
    let folder = this.folder;
    for (const part of parts.slice(0, -1)) {
      folder = join(folder, part);
      unlessCode(['EEXIST'], () => disk.makeFolder(folder, 0o700));
    }
    const target = join(this.folder, ...parts);
    const draft = `${target}.new`;
    unlessCode(['ENOENT'], () => disk.removeFile(draft));
    createWholeFile(disk, draft, { bytes: Buffer.from(text), mode: 0o600 });
    disk.rename(draft, target);
    disk.syncFolder(folder);
  }

  has(path: string): boolean {
    return this.#tree.disk.status(join(this.folder, ...path.split('/'))) !== undefined;
  }
}

/** The folder of a service's logs inside a run. Names of services may hold any sign. */
export function serviceFolder(service: string): string {
  return `services/${encodeURIComponent(service).replaceAll('.', '%2E').replaceAll('*', '%2A')}`;
}
