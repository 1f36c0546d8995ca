import type { ManifestKind, ManifestView, OptionView, RequirementView } from '@moult/plugin-api';
import type { TextRange } from '@moult/text';
import type { ParsedRequirement } from './requirement/parse-requirement.ts';

/** Elements that are separated alike and can be added to: the lines of a file or value, a bracketed list, the keys of a table. */
export interface RequirementList {
  readonly kind: 'lines' | 'brackets' | 'table' | 'words';
  /** Everything between the first and the last element; for brackets the brackets too. */
  readonly range: TextRange;
  /** Elements as written, quotes included, whether or not they could be read as requirements. */
  readonly elements: readonly TextRange[];
}

/** What a requirement is made of. */
export type RequirementSyntax =
  | { readonly kind: 'pep508'; readonly parsed: ParsedRequirement }
  | {
      /** `name = "constraint"` or `name = { version = "constraint", … }`, as Poetry and Pipfile have it. */
      readonly kind: 'keyed';
      readonly notation: 'poetry' | 'pipfile';
      readonly name: TextRange;
      /** The constraint inside its quotes; undefined where there is none, as for a path or a repository. */
      readonly constraint: TextRange | undefined;
      /** The value is a table of its own, or spread over dotted keys, so that it cannot be moved as one piece. */
      readonly isSpread: boolean;
      readonly extrasRange: TextRange | undefined;
    }
  | { readonly kind: 'opaque' };

/** One requirement of a manifest and where it is. */
export interface WrittenRequirement extends RequirementView {
  /** The requirement itself, without quotes and comment. */
  readonly range: TextRange;
  /** The element it is in its list: quotes included, or all of its lines with their line end. */
  readonly element: TextRange;
  /** The comment behind it, from its `#`. */
  readonly comment: TextRange | undefined;
  readonly syntax: RequirementSyntax;
  readonly list: RequirementList;
  /** Why Moult does not edit it, as the end of a sentence; undefined when it can. */
  readonly obstacle: string | undefined;
}

/** One option of a section or table and where it is. */
export interface WrittenOption extends OptionView {
  readonly keyRange: TextRange;
  readonly valueRange: TextRange;
  /** Key and value, all lines of it. */
  readonly range: TextRange;
}

/** Another file or group that a manifest takes requirements from. */
export interface ManifestReference {
  readonly kind: 'requirements' | 'constraints' | 'group';
  /** As written: a path relative to the manifest, or the name of a group. */
  readonly target: string;
  readonly line: number;
}

/** A place Moult could not read; everything else of the file could be. */
export interface ManifestProblem {
  readonly line: number;
  readonly reason: string;
  /** Distribution the place is about, where its name could be read. */
  readonly distribution: string | undefined;
}

/** A requirement or configuration file with the places of all its parts. */
export interface Manifest extends ManifestView {
  readonly requirements: readonly WrittenRequirement[];
  readonly options: readonly WrittenOption[];
  readonly references: readonly ManifestReference[];
  readonly problems: readonly ManifestProblem[];
  /** The tool that writes this file from another one, such as `pip-compile`. */
  readonly generatedBy: string | undefined;
}

/** A file of a known kind that cannot be read at all; it is left alone. */
export interface BrokenManifest {
  readonly kind: 'broken';
  readonly path: string;
  readonly manifestKind: ManifestKind;
  readonly line: number;
  readonly reason: string;
}

/** What a parser of one kind of file gives back. */
export type ManifestContent =
  | ({ readonly kind: 'content' } & Partial<
      Pick<Manifest, 'requirements' | 'options' | 'references' | 'problems' | 'pythonRequires' | 'generatedBy'>
    >)
  | { readonly kind: 'broken'; readonly line: number; readonly reason: string };
