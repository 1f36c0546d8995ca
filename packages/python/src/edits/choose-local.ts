import type { QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import type { ImportedName } from '../views/import-view.ts';
import { importedPath, namesOf } from './edited-names.ts';
import type { ImportIntent } from './import-intent.ts';
import { isImportVisible } from './import-visible.ts';
import { isNameTaken } from './name-taken.ts';

/** What has to be written at a site. */
export interface WantedName {
  readonly module: QualifiedName;
  readonly member: string | undefined;
  readonly style: 'member' | 'module' | undefined;
}

/** How it can be written there, and the import that this needs. */
export interface LocalChoice {
  readonly written: string;
  readonly intent: Extract<ImportIntent, { kind: 'use' }>;
}

/** Finds the name under which something can be written at a node: through an import that is there, else through a new one. */
export function chooseLocal(at: TreeNode, wanted: WantedName, intents: readonly ImportIntent[]): LocalChoice {
  return reuseImport(at, wanted, intents) ?? reuseIntent(at, wanted, intents) ?? newImport(at, wanted);
}

function reuseImport(at: TreeNode, wanted: WantedName, intents: readonly ImportIntent[]): LocalChoice | undefined {
  const { imported, uses, bindings } = namesOf(at.tree);
  for (const one of imported) {
    if (!isImportVisible(one, at, { uses, bindings })) continue;
    const path = movedPath(one, intents);
    const choice = path === undefined ? undefined : writeThrough(one, path, wanted);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

/** The name an import will stand for, and be bound to, once accepted renames are settled. */
function movedPath(one: ImportedName, intents: readonly ImportIntent[]): MovedImport | undefined {
  const path = importedPath(one);
  if (path === undefined || one.member === '*') return undefined;
  const rename = intents.find((intent) => intent.kind === 'rename' && intent.from === path);
  if (rename?.kind !== 'rename') return { path, local: one.local ?? path };
  const local = one.alias ?? rename.local ?? (one.form === 'import' ? rename.to : lastPart(rename.to));
  return { path: rename.to, local: local.split('.')[0] ?? local };
}

interface MovedImport {
  readonly path: QualifiedName;
  readonly local: string;
}

function writeThrough(one: ImportedName, { path, local }: MovedImport, wanted: WantedName): LocalChoice | undefined {
  const { module, member } = wanted;
  const dotted = one.form === 'import' && one.alias === undefined;
  if (member !== undefined && path === `${module}.${member}` && !dotted) {
    return { written: local, intent: { kind: 'use', module, member, local } };
  }
  if (path !== module) return undefined;
  const base = dotted ? module : local;
  return {
    written: member === undefined ? base : `${base}.${member}`,
    intent: { kind: 'use', module, member: undefined, local: dotted ? module : local },
  };
}

/** Something another site of the file asked for already. */
function reuseIntent(at: TreeNode, wanted: WantedName, intents: readonly ImportIntent[]): LocalChoice | undefined {
  for (const intent of intents) {
    if (intent.kind !== 'use' || intent.module !== wanted.module) continue;
    if (isNameTaken(intent.local.split('.')[0] ?? intent.local, intentPath(intent), at)) continue;
    if (intent.member === wanted.member) return { written: intent.local, intent };
    if (intent.member === undefined && wanted.style !== 'member') {
      return { written: `${intent.local}.${wanted.member}`, intent };
    }
  }
  return undefined;
}

function intentPath({
  module,
  member,
}: {
  readonly module: string;
  readonly member: string | undefined;
}): QualifiedName {
  return member === undefined ? module : `${module}.${member}`;
}

function newImport(at: TreeNode, { module, member, style }: WantedName): LocalChoice {
  if (member !== undefined && style !== 'module') {
    const local = freeName([member, `${lastPart(module)}_${member}`], `${module}.${member}`, at);
    return { written: local, intent: { kind: 'use', module, member, local } };
  }
  const flat = module.replaceAll('.', '_');
  const isFree = !isNameTaken(module.split('.')[0] ?? module, module, at);
  const local = isFree ? module : freeName([flat], module, at);
  return {
    written: member === undefined ? local : `${local}.${member}`,
    intent: { kind: 'use', module, member: undefined, local },
  };
}

/** The first candidate that is free, else the last one with as many underscores as it takes. */
function freeName(candidates: readonly string[], target: QualifiedName, at: TreeNode): string {
  const free = candidates.find((name) => !isNameTaken(name, target, at));
  if (free !== undefined) return free;
  let name = `${candidates.at(-1)}_`;
  while (isNameTaken(name, target, at)) name += '_';
  return name;
}

function lastPart(name: QualifiedName): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
