/** Minor releases of Python 3 that somebody may still have, and some that are to come. */
const MINORS = Array.from({ length: 18 }, (_, index) => index + 3);

/** The first minor release of Python 3 that pytest-asyncio 1.3.0 runs on. */
export const FIRST_MINOR = 10;

/** What a constraint on Python says about the releases before and from 3.10 on. */
export interface PythonRange {
  /** The oldest minor release it lets in, such as 8 for 3.8; undefined when it lets in none before 3.10. */
  readonly oldest: number | undefined;
  /** Whether it lets in 3.10 or newer. */
  readonly admitsNew: boolean;
}

/** Reads `>=3.8,<4`, `^3.8`, `~3.9`, `3.9.*`, `>=3.8 || ^4` and the like; undefined where a part of it has another form. */
export function readPythonRange(constraint: string): PythonRange | undefined {
  const alternatives = constraint.split('||').map((part) => part.split(',').map((clause) => clause.trim()));
  const clauses = alternatives.map((each) => each.filter((clause) => clause !== '').map(readClause));
  if (clauses.some((each) => each.includes(undefined))) return undefined;
  const admits = (minor: number) => clauses.some((each) => each.every((clause) => clause?.(minor) === true));
  const admitted = MINORS.filter(admits);
  const oldest = admitted[0];
  return {
    oldest: oldest !== undefined && oldest < FIRST_MINOR ? oldest : undefined,
    admitsNew: admitted.some((minor) => minor >= FIRST_MINOR),
  };
}

type Clause = (minor: number) => boolean;

/** A clause as a test of minor releases, each taken as one that has patch releases below and above. */
function readClause(clause: string): Clause | undefined {
  if (clause === '*') return () => true;
  const [, operator = '', written = '', wildcard] =
    /^(===?|~=|!=|<=|>=|<|>|\^|~)?\s*v?(\d+(?:\.\d+){0,2})(\.\*)?$/.exec(clause) ?? [];
  if (written === '') return undefined;
  const [major = 0, minor, patch] = written.split('.').map(Number);
  if (major !== 3) return clauseOfOtherMajor(operator, major);
  switch (operator) {
    case '>=':
      return (each) => each >= (minor ?? 0);
    case '>':
      return (each) => each > (minor ?? 0) || (patch !== undefined && each === minor);
    case '<':
      return (each) => each < (minor ?? 0) || (patch !== undefined && patch > 0 && each === minor);
    case '<=':
      return (each) => minor !== undefined && each <= minor;
    case '^':
      return (each) => each >= (minor ?? 0);
    case '~=':
      return (each) => (patch === undefined ? each >= (minor ?? 0) : each === minor);
    case '!=':
      return (each) => wildcard === undefined || (minor !== undefined && each !== minor);
    default:
      return (each) => minor === undefined || each === minor;
  }
}

function clauseOfOtherMajor(operator: string, major: number): Clause {
  const isBelow = major < 3;
  if (operator === '>=' || operator === '>') return () => isBelow;
  if (operator === '<' || operator === '<=') return () => !isBelow;
  return () => operator === '!=';
}
