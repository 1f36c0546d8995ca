import { MoultError } from '@moult/errors';
import { applyEdits, type DecodedSource, encodeSource } from '@moult/text';
import { sha256 } from '../digest/sha256.ts';
import type { PlanDocument, PlanFile } from './plan-document.ts';

/** One file to write: what it must be before, and what it is after. */
export interface PlannedWrite {
  readonly path: string;
  readonly service: string;
  /** SHA-256 of the bytes that must be there. */
  readonly before: string;
  /** SHA-256 of `bytes`. */
  readonly after: string;
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** What of a plan changes files: by path. */
export function changedFiles({ files }: Pick<PlanDocument, 'files'>): readonly PlanFile[] {
  return files.filter(({ status }) => status === 'changed');
}

/**
 * The bytes a plan writes to a file, from the text as it is now. The caller has checked that the bytes of that text are those the plan was
 * made from. Throws `E-PLAN` when plan and text do not give the bytes that were reviewed.
 */
export function plannedWrite(file: PlanFile, source: DecodedSource): PlannedWrite {
  const { path, service, before, after, edits } = file;
  if (before === undefined || after === undefined || edits === undefined) {
    throw new MoultError('E-PLAN', `The plan does not say what to write to ${path}.`, {
      where: path,
      hint: 'Plan again with this version of Moult.',
    });
  }
  const text = applyEdits(source.text, edits);
  const encoded = encodeSource(text, source);
  if (encoded.kind === 'refused' || sha256(encoded.bytes) !== after) {
    const why = encoded.kind === 'refused' ? encoded.reason : 'The result differs from what was reviewed.';
    throw new MoultError('E-PLAN', `The plan cannot be carried out on ${path}. ${why}`, {
      where: path,
      hint: 'Plan again and review the new plan.',
    });
  }
  return { path, service, before, after, text, bytes: encoded.bytes };
}
