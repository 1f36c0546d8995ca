import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Rules whose diagnostics say that a name, a module or an argument is not there. */
const RULES = new Set([
  'reportMissingImports',
  'reportAttributeAccessIssue',
  'reportCallIssue',
  'reportArgumentType',
  'reportIndexIssue',
  'reportUndefinedVariable',
  'reportPossiblyUnbound',
  'reportSelfClsParameterName',
  'reportRedeclaration',
]);

/**
 * What pyright finds wrong with `files` (relative to `root`) when the packages of the interpreter `python` are installed: a list of
 * `{ path, line, endLine, rule, message }`, lines from 1. Only errors about imports, attributes, names and calls count.
 */
export function runPyright({ pyright, root, files, python }) {
  const config = join(root, 'pyrightconfig.moult.json');
  const checked = Object.fromEntries([...RULES].map((rule) => [rule, 'error']));
  writeFileSync(config, JSON.stringify({ include: files, typeCheckingMode: 'basic', ...checked }));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [pyright, '--outputjson', '--pythonpath', python, '-p', config],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 29 },
  );
  rmSync(config);
  const start = stdout.indexOf('{');
  if (start < 0) throw new Error(`pyright gave no report: ${stderr || stdout}`);
  return JSON.parse(stdout.slice(start))
    .generalDiagnostics.filter(({ severity, rule }) => severity === 'error' && (rule === undefined || RULES.has(rule)))
    .map(({ file, range, rule, message }) => ({
      path: relative(root, file).replaceAll('\\', '/'),
      line: range.start.line + 1,
      endLine: range.end.line + 1,
      rule: rule ?? 'syntax',
      message: message.replaceAll(/\s+/g, ' '),
    }));
}
