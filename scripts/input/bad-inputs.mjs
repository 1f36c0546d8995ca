import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const RETRY =
  'from tenacity import retry, stop_after_attempt\n\n\n@retry(stop=stop_after_attempt(3))\ndef fetch():\n    raise OSError\n';
const bytes = (...parts) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))));

/**
 * Kinds of input. `edited`: it is understood and changed, and keeps its form. `left`: it is reported or passed over, and not a byte of it changes.
 */
export const BAD_INPUTS = [
  // Text that is understood.
  edited('plain', RETRY),
  edited('crlf', RETRY.replaceAll('\n', '\r\n')),
  edited('mixed-newlines', RETRY.replace('\n', '\r\n')),
  edited('byte-order-mark', bytes([0xef, 0xbb, 0xbf], RETRY)),
  edited('bom-and-crlf', bytes([0xef, 0xbb, 0xbf], RETRY.replaceAll('\n', '\r\n'))),
  edited('tabs', RETRY.replace('    raise', '\traise')),
  edited('no-final-newline', RETRY.trimEnd()),
  edited('trailing-blank-lines', `${RETRY}\n\n\n\n`),
  edited('form-feed', RETRY.replace('\n\n\n', '\n\f\n\n')),
  edited('latin-1-declared', bytes('# -*- coding: latin-1 -*-\n# Gr', [0xfc], 'n\n', RETRY)),
  edited('cp1252-declared', bytes('# coding: cp1252\n# ', [0x93], 'quoted', [0x94], '\n', RETRY)),
  edited('utf-8-declared', `# -*- coding: utf-8 -*-\n${RETRY}`),
  edited('emoji-before', `# 🐍🐍🐍\n${RETRY}`),
  edited('combining-marks', `NAME = "e\u0301"\n${RETRY}`),
  edited('long-line', `DATA = "${'x'.repeat(100_000)}"\n${RETRY}`),
  edited('deep-brackets', `DATA = ${'('.repeat(150)}1${')'.repeat(150)}\n${RETRY}`),
  edited(
    'many-functions',
    `${Array.from({ length: 3000 }, (_, i) => `def f${i}():\n    return ${i}\n\n\n`).join('')}${RETRY}`,
  ),
  edited('shebang', `#!/usr/bin/env python3\n${RETRY}`),
  edited('docstring-first', `"""About retries."""\n${RETRY}`),
  edited('semicolons', RETRY.replace('    raise OSError', '    x = 1; raise OSError')),
  edited('backslash-joined', RETRY.replace('stop=stop_after_attempt(3)', 'stop=\\\n    stop_after_attempt(3)')),
  edited('nested-strings', `TEXT = '''\n@retry(stop=1)\n'''\n${RETRY}`),
  edited('f-strings', `NAME = "x"\nTEXT = f"{NAME!r:>{10}}"\n${RETRY}`),
  edited(
    'walrus-and-match',
    `${RETRY}\n\ndef g(x):\n    match x:\n        case [a, *b] if (n := len(b)):\n            return n\n`,
  ),
  edited('type-parameters', `${RETRY}\n\nclass Box[T]:\n    pass\n`, { needsPython: '3.12' }),
  edited('executable', RETRY, { mode: 0o755 }),
  edited('read-only-bits', RETRY, { mode: 0o444 }),
  edited('blank-in-name', RETRY, { name: 'a file.py' }),
  edited('quote-in-name', RETRY, { name: "it's.py" }),
  edited('dash-in-name', RETRY, { name: '-rf.py' }),
  edited('newline-in-name', RETRY, { name: 'two\nlines.py' }),
  edited('unicode-name', RETRY, { name: 'grün.py' }),
  edited('long-name', RETRY, { name: `${'n'.repeat(200)}.py` }),
  edited('deep-folder', RETRY, { name: `${Array.from({ length: 30 }, (_, i) => `d${i}`).join('/')}/a.py` }),
  edited('stub', RETRY.replace('    raise OSError', '    ...'), { name: 'typed.pyi' }),
  // Text that is not.
  left('utf-16', Buffer.from(`\ufeff${RETRY}`, 'utf16le')),
  left('utf-16-big-endian', Buffer.from(`\ufeff${RETRY}`, 'utf16le').swap16()),
  left('not-utf-8', bytes('# ', [0xff, 0xfe, 0xfd], '\n', RETRY)),
  left('unknown-encoding', `# coding: klingon\n${RETRY}`),
  left('encoding-does-not-fit', bytes('# coding: ascii\n# ', [0xe4], '\n', RETRY)),
  left('nul-byte', `${RETRY}\0`),
  left('binary', bytes([0, 1, 2, 3], 'tenacity', [0xff])),
  left('empty', ''),
  left('only-blank', '   \n\n\t\n'),
  left('only-comment', '# tenacity\n'),
  left('carriage-returns-only', RETRY.replaceAll('\n', '\r')),
  left('python-2-print', `print "x"\n${RETRY.replace('def', 'exec "tenacity"\ndef')}`, { mayChange: true }),
  left('merge-conflict', `<<<<<<< ours\n${RETRY}=======\n>>>>>>> theirs\n`, { mayChange: true }),
  left('unclosed-bracket', RETRY.replace('stop_after_attempt(3))', 'stop_after_attempt(3)')),
  left('unclosed-string', `${RETRY}\nX = "tenacity\n`, { mayChange: true }),
  left(
    'bad-indentation',
    RETRY.replace('    raise', '  raise').replace('def fetch():', 'def fetch():\n        x = 1'),
    { mayChange: true },
  ),
  left('lone-surrogate-escape', RETRY.replace('OSError', '"\\ud800"'), { mayChange: true }),
  left('html', '<html><body>from tenacity import retry</body></html>'),
  left('json', '{"tenacity": "retry"}'),
  left('c-source', '#include <tenacity.h>\nint main() { return retry(3); }\n'),
  left('too-large', `${RETRY}DATA = [${'1, '.repeat(800_000)}]\n`),
  left('deep-nesting', `DATA = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n# tenacity\n`),
  // Manifests that cannot be read; each has to be in the list of skipped files, with its reason.
  broken('pyproject.toml', '[project]\nname = "x"\ndependencies = ["tenacity==8.2.3"\n'),
  broken('pyproject.toml', '[project]\nname = "tenacity"\nname = "twice"\n', 'twice'),
  broken('setup.cfg', '[options\ninstall_requires =\n    tenacity==8.2.3\n'),
  broken('tox.ini', '[testenv\ndeps = tenacity==8.2.3\n'),
  broken('requirements-dev.txt', Buffer.from('\ufefftenacity==8.2.3\n', 'utf16le')),
  broken('requirements-dev.txt', bytes('tenacity==8.2.3 # ', [0xe4], '\n'), 'latin'),
  // Things that are no plain files.
  special('folder-named-py', (path) => mkdirSync(path)),
  special('symlink-inside', (path, root) => symlinkSync(join(root, 'plain', 'plain.py'), path)),
  special('symlink-outside', (path) => symlinkSync('/etc/hosts', path)),
  special('dangling-symlink', (path) => symlinkSync('/nowhere/at/all.py', path)),
  special('symlink-loop', (path) => symlinkSync(path, path)),
  special('link-to-parent', (path, root) => symlinkSync(root, path)),
  special('fifo', (path) => spawnSync('mkfifo', [path])),
  special('hard-link', (path, root) => {
    writeFileSync(join(root, 'hard-link', 'first.py'), RETRY);
    linkSync(join(root, 'hard-link', 'first.py'), path);
  }),
  special('unreadable', (path) => {
    writeFileSync(path, RETRY);
    chmodSync(path, 0o000);
  }),
];

function edited(kind, content, options = {}) {
  return { kind, expects: 'edited', content, name: options.name ?? `${kind}.py`, ...options };
}

function left(kind, content, options = {}) {
  return { kind, expects: 'left', content, name: `${kind}.py`, ...options };
}

function broken(name, content, variant = 'broken') {
  return { kind: `${variant}-${name.replace('.', '-')}`, expects: 'skipped', content, name };
}

function special(kind, make) {
  return { kind, expects: 'special', make, name: `${kind}.py` };
}

/** Writes one input into a service of its own below the root and answers with its path relative to the root. */
export function writeInput(root, input) {
  const path = join(root, input.kind, input.name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(root, input.kind, 'requirements.txt'), 'tenacity==8.2.3\n');
  if (input.make !== undefined) input.make(path, root);
  else {
    writeFileSync(path, input.content);
    if (input.mode !== undefined) chmodSync(path, input.mode);
  }
  return join(input.kind, input.name);
}
