export { type Bindings, bindScopes } from './bindings/bind-scopes.ts';
export type { AttributeBinding, Binding, BindingSource, UnpackPath } from './bindings/binding.ts';
export { lookUpName } from './bindings/look-up-name.ts';
export { isVariableName, type NameUses, openNameUses } from './bindings/name-uses.ts';
export type { Scope, ScopeKind, Variable } from './bindings/scope.ts';
export { isCodePragma } from './edits/code-pragma.ts';
export { createEdit, type EditTarget, type OpenEdit } from './edits/create-edit.ts';
export type { DraftChange } from './edits/draft-change.ts';
export type { KeptImport } from './edits/import-fates.ts';
export type { ImportIntent } from './edits/import-intent.ts';
export { checkFragment, type FragmentContext } from './edits/read-fragment.ts';
export { isEditRefusal } from './edits/refuse-edit.ts';
export { type ImportsToSettle, type SettledImports, settleImports } from './edits/settle-imports.ts';
export type { FileModel } from './resolution/file-model.ts';
export type { TreeFile } from './resolution/file-view.ts';
export type { ReadSet } from './resolution/read-set.ts';
export {
  createServiceModel,
  type ServiceModel,
  type ServiceSources,
  type SourceOfFile,
  type TreeUse,
} from './resolution/service-model.ts';
export { takeParsedUnits } from './syntax/parse-native.ts';
export { openSource, parseSource } from './syntax/parse-source.ts';
export { compileQuery, type QueryMatch, type SyntaxQuery } from './syntax/run-query.ts';
export type { SyntaxTree } from './syntax/syntax-tree.ts';
export { TreeNode } from './syntax/tree-node.ts';
export { treeNodeOf } from './syntax/tree-node-of.ts';
export { type TreeArgument, type TreeCall, viewArguments, viewCall } from './views/call-view.ts';
export { type TreeDecorator, viewDecorator, viewDecorators } from './views/decorator-view.ts';
export { type Definitions, type TreeClass, type TreeFunction, viewDefinitions } from './views/definition-views.ts';
export { type ExceptClause, viewExcept } from './views/except-view.ts';
export { type ImportedName, importsOf, viewImport } from './views/import-view.ts';
export { type TreeParameter, unwrapType, viewParameters } from './views/parameter-view.ts';
export { type StringLiteral, stringValueOf, viewStrings } from './views/string-view.ts';
export { viewWith, type WithItem } from './views/with-view.ts';
