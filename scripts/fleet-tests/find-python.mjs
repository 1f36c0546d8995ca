import { spawnSync } from 'node:child_process';

const NAMES = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python'];
const PROBE = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

/**
 * The interpreter for the fleet's environments: MOULT_PYTHON, or the first on PATH between 3.10 and 3.13, or any newer one. `undefined` when there is
 * none; the new versions of the libraries need 3.10.
 */
export function findPython() {
  let newer;
  for (const name of process.env.MOULT_PYTHON === undefined ? NAMES : [process.env.MOULT_PYTHON]) {
    const python = probe(name);
    if (python === undefined || python.minor < 10) continue;
    if (python.minor <= 13) return python;
    newer ??= python;
  }
  return newer;
}

function probe(name) {
  const { status, stdout } = spawnSync(name, ['-c', PROBE], { encoding: 'utf8', timeout: 5000 });
  if (status !== 0) return undefined;
  const [path, version] = stdout.trim().split(/\r?\n/);
  const [major, minor] = version.split('.').map(Number);
  return major === 3 ? { path, version, minor } : undefined;
}

// An issuer that this interpreter does not know still means that the index answers: pip and uv bring certificates of their own. Any
// other fault of a certificate, such as another host's, means that somebody else does. 18 to 21: self-signed or without a known issuer.
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

/** Whether the package index answers, found out within three seconds. */
export function canReachIndex(python) {
  const { PIP_INDEX_URL, UV_DEFAULT_INDEX, UV_INDEX_URL } = process.env;
  const index = UV_DEFAULT_INDEX ?? UV_INDEX_URL ?? PIP_INDEX_URL ?? 'https://pypi.org/simple';
  return spawnSync(python.path, ['-c', REACH, `${index.replace(/\/$/, '')}/pip/`], { timeout: 3000 }).status === 0;
}
