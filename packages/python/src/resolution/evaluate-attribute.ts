import { classAttribute, instanceAttribute } from './class-members.ts';
import type { Evaluator } from './evaluator.ts';
import { libraryAttribute } from './library-values.ts';
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
      return value.node.kind === 'class_definition' ? classAttribute(evaluator, value, name) : UNKNOWN;
    case 'local-instance':
      return instanceAttribute(evaluator, value, name);
    case 'display':
    case 'produced':
      return UNKNOWN;
  }
}
