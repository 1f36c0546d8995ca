import { anyOf, importOf, referenceTo, stringNaming } from './finder.ts';
import type { QualifiedName } from './resolution.ts';
import { defineRule, type Rule } from './rule.ts';
import type { ImportSite, ReferenceSite, StringSite } from './site.ts';

/** Exceptions to a module rename. */
export interface RenameModuleOptions {
  readonly name?: string;
  /** Members and submodules that move elsewhere: old qualified name → new one. The longest key that matches decides. */
  readonly members?: Readonly<Record<QualifiedName, QualifiedName>>;
  /** Qualified names without a counterpart: they are left alone, and so are the imports that bring them. */
  readonly except?: readonly QualifiedName[];
  /** Unit that every change of the rule joins. */
  readonly unit?: string;
}

type RenamedSite = ImportSite | ReferenceSite | StringSite;

/** The rule that moves every import of, reference through and dotted string below a module to another module. */
export function renameModule(
  from: QualifiedName,
  to: QualifiedName,
  { name = 'rename-module', members = {}, except = [], unit }: RenameModuleOptions = {},
): Rule<RenamedSite> {
  const moved = Object.entries({ ...members, [from]: to }).sort(([a], [b]) => b.length - a.length);
  return defineRule<RenamedSite>({
    name,
    summary: `${from} is called ${to}`,
    grade: 'safe',
    find: anyOf<RenamedSite>(importOf(from), referenceTo(from, `${from}.*`), stringNaming(from)),
    fix({ site, edit, leave }) {
      const old = oldName(site);
      if (except.some((kept) => isBelow(old, kept))) return leave(`\`${old}\` has no counterpart in ${to}`);
      const match = moved.find(([key]) => isBelow(old, key));
      if (match === undefined) return;
      edit.rename(site.node, `${match[1]}${old.slice(match[0].length)}`);
      if (unit !== undefined) edit.unit(unit);
    },
  });
}

function oldName(site: RenamedSite): QualifiedName {
  switch (site.kind) {
    case 'import':
      return site.member === undefined || site.member === '*' ? site.module : `${site.module}.${site.member}`;
    case 'reference':
      return site.name;
    case 'string':
      return site.value;
  }
}

function isBelow(name: QualifiedName, prefix: QualifiedName): boolean {
  return name === prefix || name.startsWith(`${prefix}.`);
}
