import { anyOf, importOf, referenceTo, stringNaming } from './finder.ts';
import type { QualifiedName } from './resolution.ts';
import { defineRule, type Rule } from './rule.ts';
import type { ImportSite, ReferenceSite, StringSite } from './site.ts';
import type { SyntaxNode } from './syntax-node.ts';

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
      if (site.kind === 'string' && !namesModule(site))
        return leave(`\`${site.value}\` alone in a string may be the name of anything`);
      if (site.kind === 'reference' && isKeptElsewhere(site.node, old))
        return leave('it is an attribute of something else, which holds a value of the module');
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

/** Whether a chain ends in another name than what it refers to: an attribute of the project's own that was given the value. */
function isKeptElsewhere(node: SyntaxNode, old: QualifiedName): boolean {
  const written = node.kind === 'attribute' ? node.field('attribute')?.text : undefined;
  return written !== undefined && written !== old.slice(old.lastIndexOf('.') + 1);
}

/** Calls whose string argument is the name of a module. */
const TAKES_MODULE =
  /(?:^|\.)(?:__import__|import_module|importorskip|find_spec|find_loader|getLogger|get_logger|reload|patch|setitem|delitem|delattr|setattr|version|get_version|metadata)$/;

/** Whether a string means the module: it has more than one part, or stands where the name of a module is expected. */
function namesModule({ node, value }: StringSite): boolean {
  if (value.includes('.')) return true;
  const parent = node.parent;
  if (parent?.kind === 'subscript' || parent?.kind === 'comparison_operator')
    return /\bsys\.modules\b/.test(parent.text);
  if (parent?.kind === 'pair' && parent.field('key') === node) return isPatchOfModules(parent);
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  return call !== undefined && TAKES_MODULE.test(call.field('function')?.text ?? '');
}

/** `patch.dict("sys.modules", {"name": …})` and the like. */
function isPatchOfModules(pair: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = pair; current !== undefined; current = current.parent) {
    if (current.kind === 'call') return /\bsys\.modules\b/.test(current.field('arguments')?.text ?? '');
  }
  return false;
}

function isBelow(name: QualifiedName, prefix: QualifiedName): boolean {
  return name === prefix || name.startsWith(`${prefix}.`);
}
