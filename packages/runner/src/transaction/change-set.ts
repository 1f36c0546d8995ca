import { MoultError } from '@moult/errors';
import { hashBytes } from '../disk/hash-bytes.ts';
import { STATE_FOLDER } from './state-folder.ts';

/** Paths are relative to the root, with `/`; hashes are SHA-256 in hex; modes are permission bits. */
export type FileChange =
  | {
      readonly kind: 'modify';
      readonly path: string;
      readonly beforeHash: string;
      readonly after: Uint8Array;
      readonly afterHash?: string;
      /** The mode it keeps when left out. */
      readonly mode?: number;
    }
  | {
      readonly kind: 'create';
      readonly path: string;
      readonly after: Uint8Array;
      readonly afterHash?: string;
      /** `0o644` when left out. */
      readonly mode?: number;
    }
  | { readonly kind: 'delete'; readonly path: string; readonly beforeHash: string };

/** All that is to happen to the files of one service: everything or nothing. */
export interface ChangeSet {
  readonly service: string;
  readonly files: readonly FileChange[];
}

/** Throws `E-PLAN` when the set contradicts itself or a path is not a plain one inside the root. */
export function checkChangeSet(set: ChangeSet): void {
  const paths = new Set<string>();
  for (const file of set.files) {
    const fault =
      findPathFault(file.path) ?? findHashFault(file) ?? (paths.has(file.path) ? 'it is listed twice' : undefined);
    if (fault !== undefined) throw makePlanError(set, file.path, fault);
    paths.add(file.path);
  }
  for (const path of paths) {
    const folder = parentsOf(path).find((parent) => paths.has(parent));
    if (folder !== undefined) throw makePlanError(set, path, `${folder} is in the plan as a file and as a folder`);
  }
}

/** The folders above a relative path, outermost first, without the root. */
export function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function findPathFault(path: string): string | undefined {
  const parts = path.split('/');
  if (path.includes('\0')) return 'its name holds a NUL';
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'it is not a plain path below the root';
  return parts[0] === STATE_FOLDER ? "it lies in Moult's own folder" : undefined;
}

function findHashFault(file: FileChange): string | undefined {
  if (file.kind === 'delete' || file.afterHash === undefined) return undefined;
  return hashBytes(file.after) === file.afterHash ? undefined : 'its new bytes do not have the planned hash';
}

function makePlanError(set: ChangeSet, path: string, fault: string): MoultError {
  return new MoultError(
    'E-PLAN',
    `The change set of ${set.service} cannot be applied: ${JSON.stringify(path)}: ${fault}`,
    {
      hint: 'Make the plan again.',
      where: path,
    },
  );
}
