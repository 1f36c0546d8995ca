import type { Candidate, FileView, QualifiedName, Site } from '@moult/plugin-api';
import type { ImportIntent, SyntaxTree, TreeNode } from '@moult/python';
import type { RuleEntry } from './finder-index.ts';

/** A parsed file of the pass: its tree and what plugins see of it. */
export interface ParsedFile {
  readonly path: string;
  readonly tree: SyntaxTree;
  readonly view: FileView;
  /** Import intents of applied changes, which the text does not show yet. */
  readonly pending: readonly ImportIntent[];
}

/** One match of a rule's finder. */
export interface FoundSite {
  readonly entry: RuleEntry;
  readonly site: Site;
  /** The node of the site. */
  readonly node: TreeNode;
  /** The name, chain or statement by which it was recognised: the callee of a call, the name of a decorator. */
  readonly head: TreeNode;
}

/** A name or chain that refers to a library and that no rule of its plugin takes. */
export interface LibraryUse {
  readonly plugin: string;
  readonly name: QualifiedName;
  readonly kind: 'import' | 'reference';
  readonly node: TreeNode;
}

/** Everything of interest in one file, in source order. */
export interface FoundFile {
  readonly file: ParsedFile;
  readonly sites: readonly FoundSite[];
  readonly uses: readonly LibraryUse[];
}

/** A finder's name that matched, and what it matched. */
export interface NameMatch {
  readonly name: QualifiedName;
  readonly candidate: Candidate;
}
