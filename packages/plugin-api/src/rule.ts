import type { Edit } from './edit.ts';
import type { FactsReader } from './facts.ts';
import type { Finder } from './finder.ts';
import type { FindingText } from './finding.ts';
import type { Grade } from './grade.ts';
import type { OptionReader } from './options.ts';
import type { Site } from './site.ts';
import type { SyntaxNode } from './syntax-node.ts';
import type { FileView, ServiceView } from './views.ts';

/** What a fix receives. Nothing here can write: it collects edits, findings or a reason to do nothing. */
export interface FixContext<S extends Site> {
  readonly site: S;
  readonly edit: Edit;
  readonly file: FileView;
  readonly service: ServiceView;
  readonly option: OptionReader;
  readonly facts: FactsReader;
  /** Reports a place for a person. A site with a finding and no edits is left for a person. */
  flag(node: SyntaxNode, finding: FindingText): void;
  /** Says that the site is right as it is, or none of this rule's business, and why. */
  leave(reason: string): void;
  /** Says that the form of the site is one the rule does not know, and why; it is reported and not changed. */
  unsupported(reason: string): void;
  /** Holds a whole unit back: none of its changes is made, and each is reported with the reason. */
  hold(unit: string, reason: string): void;
}

/** Finder, grade and fix of one rewrite. */
export interface Rule<S extends Site = Site> {
  /** Kebab-case, unique in its plugin: `client-identifier`. */
  readonly name: string;
  /** One sentence that says what changed in the library. */
  readonly summary: string;
  /** Where the library says so; a link. */
  readonly source?: string;
  readonly grade: Grade;
  readonly find: Finder<S>;
  /** Absent for a rule that is only a place to look at: then `finding` says what to report. */
  fix?(context: FixContext<S>): void;
  readonly finding?: FindingText;
}

/** Checks the form of a rule and returns it. The site type follows from the finder. */
export function defineRule<S extends Site>(rule: Rule<S>): Rule<S> {
  if (rule.fix === undefined && rule.finding === undefined) {
    throw new TypeError(`Rule "${rule.name}" has neither a fix nor a finding. Give it one of the two.`);
  }
  return rule;
}
