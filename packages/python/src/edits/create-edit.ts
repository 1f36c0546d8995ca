import type { Edit, FileView, ManifestChange, Site } from '@moult/plugin-api';
import type { TreeNode } from '../syntax/tree-node.ts';
import { callNodeOf, firstLine } from './call-arguments.ts';
import { Draft } from './draft.ts';
import type { DraftChange } from './draft-change.ts';
import { editArguments, type OpenArguments } from './edit-arguments.ts';
import { editDecorators } from './edit-decorators.ts';
import { editImports } from './edit-imports.ts';
import { editParameters } from './edit-parameters.ts';
import type { EditScope } from './edit-scope.ts';
import type { ImportIntent } from './import-intent.ts';
import { insertAfter, insertBefore, insertFirst } from './insert-statements.ts';
import { refuseEdit } from './refuse-edit.ts';
import { removeNode } from './remove-node.ts';
import { renameNode } from './rename-node.ts';
import { replaceHeader } from './replace-header.ts';
import { replaceNode } from './replace-node.ts';
import { asTreeNode } from './tree-places.ts';
import { unwrapStatement } from './unwrap-statement.ts';
import { WaitingEdit } from './waiting-edit.ts';
import { wrapBody } from './wrap-body.ts';

/** What an edit builder is opened for. */
export interface EditTarget {
  readonly file: Pick<FileView, 'path'>;
  readonly site: Site;
  /** Plugin and rule, such as `aiomqtt/client-identifier`, for messages. */
  readonly owner: string;
  /** Import intents accepted in earlier passes, which the text does not show yet. */
  readonly pending?: readonly ImportIntent[];
}

/** An edit builder with what it collected. */
export interface OpenEdit {
  readonly edit: Edit;
  /** The change; call it once, when the rule is done. Throws as the edits do. */
  collect(): DraftChange;
}

/**
 * Opens an edit builder for one site. Its methods, and `collect`, throw a `MoultError`: `E-REFUSED` when the form of the site does not allow
 * the edit, `E-FRAGMENT` for a fragment that is not Python, `E-EDIT` for wishes that contradict each other, `E-PLUGIN` for a foreign node.
 */
export function createEdit(target: EditTarget): OpenEdit {
  let opened: OpenEdit | undefined;
  const open = (): OpenEdit => {
    opened ??= openEdit(target);
    return opened;
  };
  return { edit: new WaitingEdit(() => open().edit), collect: () => opened?.collect() ?? NO_CHANGE };
}

const NO_CHANGE: DraftChange = {
  edits: [],
  intents: [],
  needs: [],
  lowered: [],
  evidence: [],
  unit: undefined,
  message: undefined,
};

function openEdit({ file, site, owner, pending = [] }: EditTarget): OpenEdit {
  const draft = new Draft(asTreeNode(site.node).tree);
  const scope = openScope(draft, file, site, owner, pending);
  const notes: Notes = { needs: [], lowered: [], evidence: [], unit: undefined, message: undefined };
  const edit: Edit = {
    ...nodeEdits(scope),
    ...noteEdits(file, notes),
    arguments: (call) => scope.argumentsOf(callNodeOf(call)).edit,
    decorators: (definition) => editDecorators(scope, definition),
    parameters: (definition) => editParameters(scope, definition),
    imports: editImports(scope),
  };
  return { edit, collect: () => collectChange(draft, notes) };
}

interface Notes {
  readonly needs: ManifestChange[];
  readonly lowered: DraftChange['lowered'][number][];
  readonly evidence: DraftChange['evidence'][number][];
  unit: string | undefined;
  message: string | undefined;
}

interface OpenScope extends EditScope {
  argumentsOf(call: TreeNode): OpenArguments;
}

function openScope(
  draft: Draft,
  file: EditTarget['file'],
  site: Site,
  owner: string,
  pending: readonly ImportIntent[],
): OpenScope {
  const opened = new Map<TreeNode, OpenArguments>();
  const scope: OpenScope = {
    draft,
    file,
    site,
    owner,
    pending,
    removedElements: new Map(),
    removedStatements: new Map(),
    filledBlocks: new Set(),
    argumentsOf(call) {
      const open = opened.get(call) ?? editArguments(scope, call);
      opened.set(call, open);
      return open;
    },
    removeArgument(call, node) {
      const { wishes } = scope.argumentsOf(call);
      const argument = wishes.all.find((one) => one.node === node);
      if (argument === undefined) return refuseEdit(node, `\`${firstLine(node)}\` is not an argument of the call`);
      wishes.removed.add(argument);
    },
  };
  return scope;
}

function nodeEdits(scope: EditScope) {
  return {
    replace: (node, fragment) => replaceNode(scope, node, fragment),
    remove: (node) => removeNode(scope, node),
    insertBefore: (statement, ...statements) => insertBefore(scope, statement, statements),
    insertAfter: (statement, ...statements) => insertAfter(scope, statement, statements),
    insertFirst: (block, ...statements) => insertFirst(scope, block, statements),
    unwrap: (statement) => unwrapStatement(scope, statement),
    wrapBody: (block, header) => wrapBody(scope, block, header),
    replaceHeader: (statement, header) => replaceHeader(scope, statement, header),
    rename: (node, to) => renameNode(scope, node, to),
  } satisfies Partial<Edit>;
}

function noteEdits(file: EditTarget['file'], notes: Notes) {
  return {
    needs: (change) => {
      notes.needs.push(change);
    },
    unit: (id) => {
      notes.unit = id;
    },
    lower: (to, why) => {
      notes.lowered.push({ to, why });
    },
    evidence: (fact, at) => {
      notes.evidence.push(at === undefined ? { fact } : { fact, path: file.path, line: at.line });
    },
    describe: (message) => {
      notes.message = message;
    },
  } satisfies Partial<Edit>;
}

function collectChange(draft: Draft, notes: Notes): DraftChange {
  const edits = draft.collect();
  const intents = draft.intents.filter((intent, index) => draft.intents.findIndex(sameIntent(intent)) === index);
  return { edits, intents, ...notes };
}

function sameIntent(intent: ImportIntent): (other: ImportIntent) => boolean {
  return (other) => JSON.stringify(other) === JSON.stringify(intent);
}
