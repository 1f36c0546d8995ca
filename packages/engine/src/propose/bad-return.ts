/** Tells a rule that returned what it may not from one that crashed; it does not leave the engine. */
export class BadReturn extends Error {
  override readonly name = 'BadReturn';
}
