import type { QualifiedName } from '@moult/plugin-api';
import { isBuiltin } from './builtin-names.ts';
import { evaluateMember } from './evaluate-import.ts';
import type { Evaluator } from './evaluator.ts';
import type { FileModel } from './file-model.ts';
import { libraryValue, renamedName } from './library-values.ts';
import { finalBindings } from './reaching-bindings.ts';
import type { LocalModule } from './service-modules.ts';
import { starExports } from './star-exports.ts';
import { opened, setOf, UNKNOWN, unite, type ValueSet } from './value.ts';

/** What a name means that no scope of the file binds. */
export function evaluateFreeName(evaluator: Evaluator, file: FileModel, name: string): ValueSet {
  const pending = pendingName(evaluator, file, name);
  if (pending !== undefined) return pending;
  const starred = starredName(evaluator, file, name);
  const builtin = isBuiltin(name) ? setOf({ kind: 'builtin', name, evidence: [] }) : undefined;
  if (starred === undefined) return builtin ?? UNKNOWN;
  return opened(unite(builtin === undefined ? [starred] : [starred, builtin]));
}

/** A name that an accepted change already writes, whose import is not settled yet. */
function pendingName(evaluator: Evaluator, file: FileModel, name: string): ValueSet | undefined {
  for (const intent of file.pending) {
    if (intent.kind === 'may-drop') continue;
    const target = intent.kind === 'use' ? useTarget(intent.module, intent.member) : intent.to;
    const local = intent.kind === 'use' ? intent.local : (intent.local ?? target);
    if (local.split('.')[0] !== name) continue;
    const fact = { fact: `name brought by the pending import of \`${target}\``, path: file.path };
    // A dotted local name is a chain that begins at the top of the module.
    const whole = local === name && intent.local !== undefined ? target : (target.split('.')[0] ?? target);
    const names = renamedName(whole, file.pending);
    const isMember = intent.kind === 'use' && intent.member !== undefined && whole === target;
    return setOf(
      libraryValue(evaluator.api, isMember ? 'member' : 'module', names.name, { also: names.also, evidence: [fact] }),
    );
  }
  return undefined;
}

function useTarget(module: QualifiedName, member: string | undefined): QualifiedName {
  return member === undefined ? module : `${module}.${member}`;
}

/** What the star imports of a file may bring under a name; undefined when none can. */
function starredName(evaluator: Evaluator, file: FileModel, name: string): ValueSet | undefined {
  const found = file.bindings.stars.flatMap((star) => {
    const source = starSource(evaluator, file, star.module, star.level);
    if (source === undefined && name.startsWith('_')) return [];
    if (source !== undefined && !starExports(evaluator, source, name)) return [];
    return [evaluateMember(evaluator, file, star, name)];
  });
  return found.length === 0 ? undefined : unite(found);
}

function starSource(evaluator: Evaluator, file: FileModel, module: string, level: number): LocalModule | undefined {
  return level > 0
    ? evaluator.modules.findRelative(level, module, file.path)
    : evaluator.modules.find(module, file.path).local;
}

/** What a name of a local module means to somebody who imports it. */
export function evaluateModuleMember(evaluator: Evaluator, module: LocalModule, name: string): ValueSet {
  const file = module.path === undefined ? undefined : evaluator.fileAt(module.path);
  const variable = file?.bindings.module.variables.get(name);
  if (file !== undefined && variable !== undefined) {
    return unite(finalBindings(variable).map((binding) => evaluator.binding(file, binding)));
  }
  const submodule = evaluator.modules.submodule(module, name);
  if (submodule !== undefined) return setOf({ kind: 'local-module', module: submodule, evidence: [] });
  const unseen: ValueSet = setOf({ kind: 'local-name', name: `${module.name}.${name}`, evidence: [] });
  if (file === undefined) return unseen;
  return pendingName(evaluator, file, name) ?? starredName(evaluator, file, name) ?? opened(unseen);
}
