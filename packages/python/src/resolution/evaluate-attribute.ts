import { classAttribute, instanceAttribute } from './class-members.ts';
import type { Evaluator } from './evaluator.ts';
import { factAt, placeOf, quote } from './file-model.ts';
import { instanceOf, libraryAttribute } from './library-values.ts';
import { mapSet, setOf, UNKNOWN, type Value, type ValueSet, withEvidence } from './value.ts';

/** What reading an attribute of a value gives. */
export function evaluateAttribute(evaluator: Evaluator, value: Value, name: string): ValueSet {
  switch (value.kind) {
    case 'module':
    case 'member':
    case 'instance':
      return libraryAttribute(evaluator.api, value, name);
    case 'builtin':
      return setOf({ ...value, name: `${value.name}.${name}` });
    case 'local-name':
      return setOf({ ...value, name: `${value.name}.${name}` });
    case 'local-module':
      return mapSet(evaluator.moduleMember(value.module, name), (member) =>
        setOf(withEvidence(member, ...value.evidence)),
      );
    case 'definition':
      return value.node.kind === 'class_definition'
        ? classAttribute(evaluator, value, name)
        : decoratedAttribute(evaluator, value, name);
    case 'local-instance':
      return instanceAttribute(evaluator, value, name);
    case 'display':
    case 'produced':
      return UNKNOWN;
  }
}

/** An attribute of a function: what a decorator of a library puts there, by the type that calling the decorator is said to give. */
function decoratedAttribute(
  evaluator: Evaluator,
  { file, node }: Extract<Value, { kind: 'definition' }>,
  name: string,
): ValueSet {
  const [outermost] = file.definitions.functionOf(node)?.decorators ?? [];
  if (outermost === undefined) return UNKNOWN;
  return mapSet(evaluator.expression(file, outermost.name), (decorator) => {
    const type = decorator.kind === 'member' ? evaluator.api.returns.get(decorator.name) : undefined;
    if (type === undefined) return UNKNOWN;
    const fact = factAt(file, outermost.node, `decorated with ${quote(outermost.node)}`);
    const evidence = [...decorator.evidence, fact];
    return libraryAttribute(
      evaluator.api,
      instanceOf(evaluator.api, type, { origin: placeOf(file, outermost.node), evidence }),
      name,
    );
  });
}
