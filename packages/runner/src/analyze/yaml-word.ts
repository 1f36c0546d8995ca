const PLAIN = /^[A-Za-z_./][\w./-]*$/;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text as one word of YAML, quoted where it has to be. Every JSON string is one. */
export function yamlWord(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}
