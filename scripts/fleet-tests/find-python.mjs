import { spawnSync } from 'node:child_process';

const NAMES = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python'];
const PROBE = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

/**
 * The interpreter for the fleet's environments: MOULT_PYTHON, or the first on PATH between 3.10 and 3.13, or any newer one. `undefined` when there is
 * none; the new versions of the libraries need 3.10.
 */
export function findPython() {
  const named = process.env.MOULT_PYTHON;
  const found = (named === undefined ? NAMES : [named])
    .map(probe)
    .filter((python) => python !== undefined && python.minor >= 10);
  return found.find((python) => python.minor <= 13) ?? found[0];
}

function probe(name) {
  const { status, stdout } = spawnSync(name, ['-c', PROBE], { encoding: 'utf8', timeout: 5000 });
  if (status !== 0) return undefined;
  const [path, version] = stdout.trim().split(/\r?\n/);
  const [major, minor] = version.split('.').map(Number);
  return major === 3 ? { path, version, minor } : undefined;
}

// A certificate that this interpreter does not know still means that somebody answers; pip and uv bring certificates of their own.
const REACH = `
import os, ssl, sys, urllib.error, urllib.request
context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE") or None)
try:
    urllib.request.urlopen(urllib.request.Request(sys.argv[1], method="HEAD"), timeout=3, context=context)
except urllib.error.HTTPError as error:
    sys.exit(0 if error.code < 500 else 1)
except urllib.error.URLError as error:
    sys.exit(0 if isinstance(error.reason, ssl.SSLCertVerificationError) else 1)
`;

/** Whether the package index answers, found out within three seconds. */
export function canReachIndex(python) {
  const { PIP_INDEX_URL, UV_DEFAULT_INDEX, UV_INDEX_URL } = process.env;
  const index = UV_DEFAULT_INDEX ?? UV_INDEX_URL ?? PIP_INDEX_URL ?? 'https://pypi.org/simple';
  return spawnSync(python.path, ['-c', REACH, `${index.replace(/\/$/, '')}/pip/`], { timeout: 3000 }).status === 0;
}
