const PRAGMA =
  /^#\s*(?:noqa\b|type:\s*ignore\b|pyright:\s*ignore\b|pylint:|pragma:|nosec\b|fmt:\s*skip|isort:\s*skip|mypy:)/i;

/** Whether a comment only tells a tool how to treat the code on its line, so that it means nothing without that code. */
export function isCodePragma(comment: string): boolean {
  return PRAGMA.test(comment);
}
