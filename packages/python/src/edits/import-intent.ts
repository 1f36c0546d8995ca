import type { QualifiedName } from '@moult/plugin-api';

/** A wish about the imports of one file, settled once after the last pass. */
export type ImportIntent =
  /** `local` must be bound to `module`, or to `member` of it. */
  | {
      readonly kind: 'use';
      readonly module: QualifiedName;
      readonly member: string | undefined;
      readonly local: string;
    }
  /** An imported name moves: the import of `from` becomes one of `to`, in its place and under its local name unless `local` says otherwise. */
  | { readonly kind: 'rename'; readonly from: QualifiedName; readonly to: QualifiedName; readonly local?: string }
  /** Imports of `name` may go once nothing refers to them. */
  | { readonly kind: 'may-drop'; readonly name: QualifiedName };
