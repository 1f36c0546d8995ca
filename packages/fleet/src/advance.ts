/** What a state machine answers: the new state, or why there is none. */
export type Advance<S extends string> =
  | { readonly kind: 'moved'; readonly state: S }
  | { readonly kind: 'refused'; readonly message: string };

/** A state machine as data: for each state the steps it allows and where they lead. */
export type Transitions<S extends string, T extends string> = { readonly [state in S]: { readonly [step in T]?: S } };

/** Looks a step up in a machine; a step that the state does not allow is refused, never ignored. */
export function advance<S extends string, T extends string>(machine: Transitions<S, T>, state: S, step: T): Advance<S> {
  const allowed = machine[state];
  const next = Object.hasOwn(allowed, step) ? allowed[step] : undefined;
  if (next !== undefined) return { kind: 'moved', state: next };
  const known = Object.keys(allowed);
  const possible = known.length === 0 ? 'nothing follows it' : `possible are ${known.join(', ')}`;
  return { kind: 'refused', message: `"${step}" cannot follow the state "${state}": ${possible}.` };
}
