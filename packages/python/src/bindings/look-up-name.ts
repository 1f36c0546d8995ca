import type { Scope, Variable } from './scope.ts';

/**
 * The variable a name means where `scope` is the innermost scope, by Python's rules: a class body is seen only from directly inside it.
 * Undefined when no scope of the file binds the name.
 */
export function lookUpName(name: string, scope: Scope): Variable | undefined {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.parent) {
    if (here.kind === 'class' && here !== scope) continue;
    const declared = here.declared.get(name);
    if (declared === 'global') return moduleScope(here).variables.get(name);
    if (declared === 'nonlocal') continue;
    const variable = here.variables.get(name);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

function moduleScope(scope: Scope): Scope {
  let outer = scope;
  while (outer.parent !== undefined) outer = outer.parent;
  return outer;
}
