/** The diagnostics of `after` that `before` does not have; lines may have moved, so the same words in the same file are the same. */
export function newErrors(before, after) {
  const known = new Map();
  for (const diagnostic of before) known.set(keyOf(diagnostic), (known.get(keyOf(diagnostic)) ?? 0) + 1);
  return after.filter((diagnostic) => {
    const left = known.get(keyOf(diagnostic)) ?? 0;
    known.set(keyOf(diagnostic), left - 1);
    return left <= 0;
  });
}

function keyOf({ path, rule, message }) {
  return `${path}\n${rule}\n${message.replaceAll(/\d+/g, '')}`;
}

const BUILTIN = /for class "(?:str|int|float|bool|bytes|bytearray|memoryview|None|dict\[.*|list\[.*)"/;

/** Whether a value may be more than before, which running code seldom notices: no name is missing. */
export function isWiderType({ rule, message }) {
  return (
    rule === 'reportArgumentType' ||
    rule === 'reportIndexIssue' ||
    (rule === 'reportAttributeAccessIssue' && BUILTIN.test(message))
  );
}
