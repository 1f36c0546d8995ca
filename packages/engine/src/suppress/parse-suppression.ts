/** What a `# moult: ignore[…]` comment says. */
export interface SuppressionText {
  /** `plugin/rule`, or `plugin` for all its rules; `*` for a comment without brackets. Sorted as written. */
  readonly rules: readonly string[];
  readonly reason: string;
}

const COMMENT = /#\s*moult:\s*ignore\b(?:\[([^\]]*)\])?[ \t]*(?:(?::|--|-)[ \t]*)?([^\n\r]*)/;

/** Reads a suppression from a comment; undefined for any other comment. */
export function parseSuppression(comment: string): SuppressionText | undefined {
  const match = COMMENT.exec(comment);
  if (match === null) return undefined;
  const rules = (match[1] ?? '*')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  return { rules: rules.length === 0 ? ['*'] : rules, reason: (match[2] ?? '').trim() };
}

/** Whether a suppression speaks of this rule. */
export function coversRule({ rules }: SuppressionText, plugin: string, rule: string): boolean {
  return rules.some((name) => name === '*' || name === plugin || name === `${plugin}/${rule}`);
}
