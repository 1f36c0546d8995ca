/** Families of mistakes that Python codemods repeat; each plugin shows how it meets them, by fixtures of these names or by a variant. */
export const REQUIRED_CASES: Readonly<Record<string, string>> = {
  'aliased-import': '`from m import x as y`: the wrong name is renamed or removed',
  'module-attribute': '`import m; m.x()` is missed, or half rewritten',
  'bare-reference': 'the name is passed around, not called, and the import is removed under it',
  'same-name-elsewhere': 'a local function or another library has the same name',
  'shadowed-name': 'a parameter, local or nested scope rebinds the name',
  'star-arguments': '`f(*a, **k)`: adding or removing an argument changes the meaning',
  'existing-keyword': 'the argument to add is already there',
  'multiline-call': 'trailing comma, comment after the last argument, closing parenthesis alone',
  'empty-call-comment': 'a comment inside `()` counted as an argument',
  'parenthesised-value': 'parentheses around the receiver or the value',
  'implicit-concatenation': '`"a" "b"` taken for one literal',
  'string-kind': 'f-string, raw, bytes, quote style',
  'semicolon-joined': 'two statements on one line',
  'only-statement-in-block': 'removal leaves an empty block',
  'stacked-decorators': 'order, comments between decorators',
  'conditional-import': '`try/except ImportError`, `if TYPE_CHECKING`, import inside a function',
  'definition-order': 'text moved above the thing it refers to',
  'partial-file': 'one use cannot be rewritten, so the import must stay',
  'unrelated-file': 'the library is not imported: nothing may change',
  'already-migrated': 'the new form is present: nothing may change',
};

/** Cases that the kit derives from every fixture. */
export const DERIVED_CASES: readonly string[] = ['aliased-import', 'unrelated-file', 'already-migrated'];

/** Required cases that a plugin neither shows nor waives. `waived` maps a case to the reason. */
export function missingCases(fixtures: readonly string[], waived: Readonly<Record<string, string>>): readonly string[] {
  const shown = new Set(fixtures.map((name) => name.split('/').at(-1)));
  return Object.keys(REQUIRED_CASES).filter(
    (name) => !shown.has(name) && !DERIVED_CASES.includes(name) && waived[name] === undefined,
  );
}
