import type { ArgumentView, CallView, FileView, SyntaxNode } from '@moult/plugin-api';

/** The constructor call of a client, its arguments by parameter. */
export type ReadConstructor =
  | { readonly kind: 'read'; readonly named: ReadonlyMap<string, ArgumentView> }
  | { readonly kind: 'unread'; readonly reason: string; readonly todo: string };

/** Parameters of the old constructor in order. */
export const CONSTRUCTOR_PARAMETERS = [
  'url',
  'token',
  'debug',
  'timeout',
  'enable_gzip',
  'org',
  'default_tags',
] as const;

/** Keywords that the new client hands on to the same HTTP client. */
const KEPT: ReadonlySet<string> = new Set([
  'verify_ssl',
  'ssl_ca_cert',
  'cert_file',
  'cert_key_file',
  'cert_key_password',
  'ssl_context',
  'proxy',
  'proxy_headers',
  'connection_pool_maxsize',
  'retries',
  'auth_basic',
  'gzip_threshold',
]);

/** Reads a constructor call, or says what keeps it from being moved. */
export function readConstructor(file: FileView, call: CallView): ReadConstructor {
  const unread = (reason: string, todo = WRITE_OUT): ReadConstructor => ({ kind: 'unread', reason, todo });
  if (call.hasStar || call.hasDoubleStar) {
    return unread('the arguments of its constructor come from `*` or `**`, and cannot be read here');
  }
  const named = new Map<string, ArgumentView>();
  for (const [index, name] of CONSTRUCTOR_PARAMETERS.entries()) {
    const argument = call.positional(index) ?? call.keyword(name);
    if (argument !== undefined) named.set(name, argument);
  }
  if (named.get('url') === undefined) return unread('its constructor is given no url');
  for (const { name } of call.arguments) {
    if (name === undefined || named.has(name) || KEPT.has(name)) continue;
    return unread(
      `its constructor has no counterpart for \`${name}\``,
      `Leave \`${name}\` out where nothing needs it, then plan again`,
    );
  }
  const url = urlProblem(file, named.get('url')?.value);
  if (url !== undefined) return unread(url, WHOLE_URL);
  const timeout = timeoutProblem(named.get('timeout')?.value);
  return timeout === undefined
    ? { kind: 'read', named }
    : unread(timeout, 'Give a number of milliseconds, then plan again');
}

const WRITE_OUT = 'Write its arguments out at the call, or make an InfluxDBClient3 of them by hand';

const WHOLE_URL =
  'Write the scheme, the host and the port of the server and nothing else, as in `http://influxdb:8181`, then plan again';

/** The new client takes port 443 where the url names none, and drops a path. */
function urlProblem(file: FileView, node: SyntaxNode | undefined): string | undefined {
  const url = node && literalUrl(file, node);
  if (url === undefined) return undefined;
  const match = /^(https?):\/\/([^/:]+)(:\d+)?(\/.*)?$/.exec(url);
  if (match === null) return `its url \`${url}\` has no scheme, and the new client would misread it`;
  const [, scheme, , port, path = ''] = match;
  if (port === undefined && scheme === 'http')
    return `its url \`${url}\` names no port, and the new client would take 443`;
  return path.replace('/', '') === '' ? undefined : `the new client would drop the path of its url \`${url}\``;
}

function literalUrl(file: FileView, node: SyntaxNode): string | undefined {
  const constant = file.constant(node);
  const literal = constant?.node ?? node;
  return (constant?.file ?? file).stringValue(literal);
}

/** The number is written twice, so it must be free to be evaluated twice. */
function timeoutProblem(node: SyntaxNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'none') return 'a timeout of `None` has no counterpart';
  return isPlain(node) ? undefined : `its timeout \`${node.text}\` would have to be evaluated twice`;
}

const PLAIN =
  /^(identifier|attribute|integer|float|binary_operator|unary_operator|parenthesized_expression|tuple|comment|string.*|argument_list)$/;

function isPlain(node: SyntaxNode): boolean {
  if (node.kind === 'call' && !/^(int|float|os\.getenv|os\.environ\.get)$/.test(node.field('function')?.text ?? ''))
    return false;
  return (node.kind === 'call' || PLAIN.test(node.kind)) && (node.kind === 'attribute' || node.children.every(isPlain));
}
