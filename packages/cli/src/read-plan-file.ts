import { resolve } from 'node:path';
import type { PlanDocument } from '@moult/engine';
import { MoultError } from '@moult/errors';
import type { Io } from './io.ts';

/** Reads a plan file. Throws `E-PLAN` when it is none, or one of another schema version. */
export function readPlanFile(io: Io, path: string): PlanDocument {
  const content = parse(io.readText(resolve(io.workingDirectory, path)), path);
  if (typeof content !== 'object' || content === null || !('schemaVersion' in content) || !('digest' in content)) {
    throw new MoultError('E-PLAN', 'The file is not a plan.', {
      where: path,
      hint: 'Make one with `moult plan -o plan.json`.',
    });
  }
  if (content.schemaVersion !== 1) {
    throw new MoultError(
      'E-PLAN',
      `The plan has schema version ${String(content.schemaVersion)}; this Moult reads version 1.`,
      { where: path, hint: 'Plan again with this version.' },
    );
  }
  // The digest, which is compared before anything is written, covers the rest of the shape.
  return content as PlanDocument;
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MoultError('E-PLAN', 'The plan file is not JSON.', {
      where: path,
      hint: 'Make one with `moult plan -o plan.json`.',
      cause: error,
    });
  }
}
