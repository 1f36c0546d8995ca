import type { QualifiedName } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { type ImportedName, viewImport } from '../views/import-view.ts';
import { STANDARD_LIBRARY } from './standard-library.ts';

/** The sections of an import block, in the order formatters give them. */
export const SECTIONS = ['future', 'standard', 'third-party', 'local'] as const;
export type ImportSection = (typeof SECTIONS)[number];

/** An import statement at the head of a file. */
export interface HeadImport {
  readonly statement: TreeNode;
  readonly section: ImportSection;
  readonly form: 'import' | 'from';
  readonly module: QualifiedName;
}

/** Tells modules of the service from installed ones. */
export type IsLocalModule = (module: QualifiedName) => boolean;

/** The imports of the module body that stand before its first definition. */
export function headImports(root: TreeNode, isLocal: IsLocalModule): readonly HeadImport[] {
  const found: HeadImport[] = [];
  for (const statement of root.children) {
    if (/_definition$/.test(statement.kind)) break;
    const [first] = viewImport(statement);
    if (first !== undefined) found.push({ statement, ...describeImport(first, isLocal) });
  }
  return withLocalBlocks(found);
}

/** A module that stands in one block with modules of the service, apart from installed ones, is one of the service too. */
function withLocalBlocks(head: readonly HeadImport[]): readonly HeadImport[] {
  const blocks = blocksOf(head);
  const hasInstalled = blocks.some((block) => block.every(({ section }) => section === 'third-party'));
  if (!hasInstalled) return head;
  return blocks.flatMap((block) => {
    const isOfService =
      block.some(({ section }) => section === 'local') &&
      block.every(({ section }) => section === 'local' || section === 'third-party');
    return isOfService ? block.map((one) => ({ ...one, section: 'local' as const })) : block;
  });
}

/** Runs of imports without a blank line between. */
function blocksOf(head: readonly HeadImport[]): readonly (readonly HeadImport[])[] {
  const blocks: HeadImport[][] = [];
  for (const one of head) {
    const before = blocks.at(-1)?.at(-1);
    const gap = before && one.statement.tree.text.slice(before.statement.end, one.statement.start);
    if (gap !== undefined && !/\n[ \t]*\r?\n/.test(gap)) blocks.at(-1)?.push(one);
    else blocks.push([one]);
  }
  return blocks;
}

/** Names that services give the folder of their own code. */
const USUAL_ROOTS: ReadonlySet<string> = new Set(['src', 'app', 'tests', 'test', 'conftest']);

/** The section of a module. */
export function sectionOf(module: QualifiedName, level: number, isLocal: IsLocalModule): ImportSection {
  const top = module.split('.')[0] ?? module;
  if (level > 0 || USUAL_ROOTS.has(top) || isLocal(module)) return 'local';
  if (top === '__future__') return 'future';
  return STANDARD_LIBRARY.has(top) ? 'standard' : 'third-party';
}

function describeImport({ form, module, level }: ImportedName, isLocal: IsLocalModule): Omit<HeadImport, 'statement'> {
  return { form, module: '.'.repeat(level) + module, section: sectionOf(module, level, isLocal) };
}

type Ordering = (one: Pick<HeadImport, 'form' | 'module'>) => string;

/** Orders that formatters write: plain imports first, or all by module. */
const ORDERINGS: readonly Ordering[] = [
  ({ form, module }) => `${form === 'import' ? 0 : 1} ${module.toLowerCase()}`,
  ({ form, module }) => `${module.toLowerCase()} ${form === 'import' ? 0 : 1}`,
];

/** The last import of a group that comes before `added`; undefined when none does, `last` when the group has no order. */
export function predecessorIn(
  group: readonly HeadImport[],
  added: Pick<HeadImport, 'form' | 'module'>,
): HeadImport | undefined {
  const ordering = ORDERINGS.find((order) => isSorted(group.map(order)));
  if (ordering !== undefined) {
    const key = ordering(added);
    return group.findLast((one) => ordering(one) <= key);
  }
  const top = added.module.split('.')[0];
  return group.findLast(({ module }) => module.split('.')[0] === top) ?? group.at(-1);
}

/** Whether texts stand in order, each as it is or all without regard to case. */
export function isSorted(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text);
}
