/** The form in which something old is still there. */
export type ResidueKind =
  | 'import'
  | 'reference'
  | 'string'
  | 'comment'
  | 'requirement'
  | 'lock-file'
  | 'dockerfile'
  | 'workflow'
  | 'script';
