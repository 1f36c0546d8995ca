/** Replaces what looks like a secret, or is the value of a variable that may hold one. */
export type Redact = (text: string) => string;

const MARK = '[redacted]';

/** How a secret is replaced: by a word, or by as many signs as it had, so that places in the text stay where they are. */
export type RedactStyle = 'word' | 'same-length';

/** Shapes of tokens. Each is bounded, so that no text, however long, takes more than a few steps for each of its signs. */
const SHAPES: readonly RegExp[] = [
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bxox[abprse]-[A-Za-z0-9-]{10,}/g,
  /\bxapp-[A-Za-z0-9-]{10,}/g,
  /\b(?:sk|rk|pk)[-_](?:(?:live|test|proj|ant|or)[-_])?[A-Za-z0-9_-]{16,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bpypi-[A-Za-z0-9_-]{16,}/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{16,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\bhvs\.[A-Za-z0-9_-]{16,}/g,
  /\bdop_v1_[a-f0-9]{32,}/g,
  /\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{24,}/g,
  /\b(?:SK|AC)[a-f0-9]{32}\b/g,
  /\bkey-[a-f0-9]{32}\b/g,
  /\b\d{8,10}:[A-Za-z0-9_-]{30,}/g,
  /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{80,128}==/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?<=[a-z][a-z0-9+.-]{0,32}:\/\/[^\s/:@]{0,256}:)[^\s/@]{1,1024}(?=@)/gi,
  /(?<=\b(?:bearer|basic|token)\s{1,4})[A-Za-z0-9+/_.~=-]{12,4096}/gi,
  /(?<=[?&](?:token|key|api_key|apikey|access_token|secret|sig|signature|password)=)[^\s&"'<>]+/gi,
  /(?<=(?:password|passwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential)s?["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"',;&<>]{6,4096}/gi,
];

const SECRET_NAME =
  /pass(?:word|wd)?|secret|token|credential|api_?key|access_?key|private_?key|auth|dsn|_key$|_url$|_uri$/i;
const SHORTEST_VALUE = 6;

/** A redactor that also knows the values of the variables in `environment` whose names speak of secrets, and of those in `names`. */
export function createRedactor(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[] = [],
  style: RedactStyle = 'word',
): Redact {
  const values = Object.entries(environment)
    .filter(([name]) => names.includes(name) || SECRET_NAME.test(name))
    .flatMap(([, value]) => (value !== undefined && value.length >= SHORTEST_VALUE ? [value] : []))
    .sort((a, b) => b.length - a.length);
  const hide = (secret: string): string => (style === 'word' ? MARK : '*'.repeat(secret.length));
  return (text) => {
    let clean = text;
    for (const value of values) if (clean.includes(value)) clean = clean.replaceAll(value, hide(value));
    for (const shape of SHAPES) clean = clean.replace(shape, hide);
    return clean;
  };
}

/** The same for every text inside plain data. */
export function redactData<T>(redact: Redact, data: T): T {
  // The shape stays; only texts are exchanged.
  return walk(redact, data) as T;
}

function walk(redact: Redact, value: unknown): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => walk(redact, item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(redact, item)]));
}
