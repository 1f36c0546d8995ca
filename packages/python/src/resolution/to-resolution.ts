import type { Candidate, Evidence, Resolution } from '@moult/plugin-api';
import { placeOf } from './file-model.ts';
import type { Value, ValueSet } from './value.ts';

/** A set of values as plugins see it. */
export function toResolution(set: ValueSet): Resolution {
  const candidates = set.values.flatMap((value) => toCandidate(value) ?? []);
  const isWhole = candidates.length === set.values.length && !set.isOpen;
  return { candidates, certain: isWhole && agree(candidates) };
}

/** Whether there are candidates and all are one thing, wherever it was made. */
function agree(candidates: readonly Candidate[]): boolean {
  const [first] = candidates;
  return first !== undefined && candidates.every(({ kind, name }) => kind === first.kind && name === first.name);
}

function toCandidate(value: Value): Candidate | undefined {
  const evidence = distinct(value.evidence);
  switch (value.kind) {
    case 'module':
    case 'member':
    case 'instance': {
      const { kind, name, also, origin } = value;
      return { kind, name, evidence, ...(also.length > 0 && { also }), ...(origin !== undefined && { origin }) };
    }
    case 'builtin':
      return { kind: 'builtin', name: value.name, evidence };
    case 'local-name':
      return { kind: 'local', name: value.name, evidence };
    case 'local-module':
      return { kind: 'local', name: value.module.name, evidence };
    case 'definition':
    case 'local-instance':
      return toLocal(value, evidence);
    case 'display':
    case 'produced':
      return undefined;
  }
}

function toLocal(
  value: Extract<Value, { kind: 'definition' | 'local-instance' }>,
  evidence: readonly Evidence[],
): Candidate | undefined {
  const { file, node } = value;
  const view = file.definitions.functionOf(node) ?? file.definitions.classOf(node);
  if (view === undefined) return undefined;
  const name = [file.modules[0] ?? '', view.qualifiedName].filter((part) => part !== '').join('.');
  const made = value.kind === 'local-instance' ? value.origin : undefined;
  return { kind: 'local', name, origin: made ?? placeOf(file, node), evidence };
}

function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ fact, path, line }) => {
    const key = `${path}:${line} ${fact}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
