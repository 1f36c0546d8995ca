import { spawnSync } from 'node:child_process';

/** An interpreter to make environments with. */
export interface PythonInterpreter {
  readonly path: string;
  /** `3.12.4` */
  readonly version: string;
}

const NAMES = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python'];
const PROBE = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
const OLDEST_MINOR = 10;
const NEWEST_MINOR = 13;
const PROBE_LIMIT_MS = 5000;

/** The interpreter of the services: `wanted`, or the first on PATH that the libraries are known to run on, or any newer one. */
export function findInterpreter(wanted?: string): PythonInterpreter | undefined {
  let newer: PythonInterpreter | undefined;
  for (const name of wanted === undefined ? NAMES : [wanted]) {
    const found = probe(name);
    if (found === undefined || found.minor < OLDEST_MINOR) continue;
    if (found.minor <= NEWEST_MINOR) return found;
    newer ??= found;
  }
  return newer;
}

function probe(name: string): (PythonInterpreter & { readonly minor: number }) | undefined {
  const { status, stdout } = spawnSync(name, ['-c', PROBE], { encoding: 'utf8', timeout: PROBE_LIMIT_MS });
  if (status !== 0) return undefined;
  const [path = '', version = ''] = stdout.trim().split(/\r?\n/);
  const [major, minor = 0] = version.split('.').map(Number);
  return major === 3 ? { path, version, minor } : undefined;
}

// An issuer that this interpreter does not know still means that the index answers: pip and uv bring certificates of their own. Any other
// fault of a certificate, such as another host's, means that somebody else does. 18 to 21: self-signed or without a known issuer.
const REACH = `
import os, ssl, sys, urllib.error, urllib.request
context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE") or None)
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1], method="HEAD"), timeout=3, context=context)
except urllib.error.HTTPError as error:
    sys.exit(0 if error.code < 500 else 1)
except urllib.error.URLError as error:
    issuer = isinstance(error.reason, ssl.SSLCertVerificationError) and error.reason.verify_code in (18, 19, 20, 21)
    sys.exit(0 if issuer else 1)
`;
const REACH_LIMIT_MS = 4000;

/** Whether the package index answers, found out within four seconds. */
export function canReachIndex(python: PythonInterpreter, environment: NodeJS.ProcessEnv): boolean {
  const { PIP_INDEX_URL, UV_DEFAULT_INDEX, UV_INDEX_URL } = environment;
  const index = UV_DEFAULT_INDEX ?? UV_INDEX_URL ?? PIP_INDEX_URL ?? 'https://pypi.org/simple';
  const args = ['-c', REACH, `${index.replace(/\/$/, '')}/pip/`];
  return spawnSync(python.path, args, { timeout: REACH_LIMIT_MS, env: environment }).status === 0;
}
