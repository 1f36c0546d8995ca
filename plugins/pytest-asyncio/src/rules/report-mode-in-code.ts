import { defineRule, eachFile, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { autoArgument } from '../facts/mode-on-command-line.ts';
import { pytestRoots } from '../facts/pytest-roots.ts';
import { mode } from '../options.ts';
import { modeFinding } from '../reports/mode-reports.ts';

/** Hooks, scripts and task files can set the mode as a command line does. */
export const reportModeInCode = defineRule({
  name: 'report-mode-in-code',
  summary: 'auto mode that code sets beats the configuration',
  source: 'https://pytest-asyncio.readthedocs.io/en/stable/reference/configuration.html',
  grade: 'manual',
  find: eachFile(),
  fix({ file, facts, option, flag, leave }) {
    if (option(mode) === 'keep-auto' || !file.mentions('asyncio_mode', 'asyncio-mode'))
      return leave('it says nothing of the mode');
    const isConverted = facts(pytestRoots).rootOf(file).isAuto;
    const places = [...assignments(file), ...argumentLists(file), ...strings(file)];
    if (places.length === 0) return leave('it sets no mode');
    for (const { node, written } of places) flag(node, modeFinding(written, isConverted));
  },
});

interface Place {
  readonly node: SyntaxNode;
  readonly written: string;
}

/** `config.option.asyncio_mode = "auto"`, `config.inicfg["asyncio_mode"] = "auto"`. */
function assignments(file: FileView): readonly Place[] {
  return file
    .nodes('assignment')
    .filter((node) => /\.asyncio_mode$|\[\s*["']asyncio_mode["']\s*\]$/.test(node.field('left')?.text ?? ''))
    .filter((node) => /\bauto\b/i.test(node.field('right')?.text ?? ''))
    .map((node) => ({ node, written: node.text }));
}

/** `"--asyncio-mode", "auto"` as two elements of one list. */
function argumentLists(file: FileView): readonly Place[] {
  return file
    .nodes('string')
    .filter((node) => file.stringValue(node) === '--asyncio-mode')
    .filter((node) => {
      const siblings = node.parent?.children ?? [];
      const next = siblings[siblings.indexOf(node) + 1];
      return next !== undefined && file.stringValue(next) === 'auto' && !isForInnerRun(node);
    })
    .map((node) => ({ node, written: '--asyncio-mode auto' }));
}

function strings(file: FileView): readonly Place[] {
  return file.nodes('string').flatMap((node): readonly Place[] => {
    const value = file.stringValue(node);
    const written = value === undefined ? undefined : (autoArgument(value) ?? overrideOf(value, node));
    const isText = node.parent?.kind === 'expression_statement';
    return written === undefined || isText || isForInnerRun(node) ? [] : [{ node, written }];
  });
}

/** `"-o", "asyncio_mode=auto"`. */
function overrideOf(value: string, node: SyntaxNode): string | undefined {
  const siblings = node.parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1]?.text ?? '';
  return /^asyncio_mode\s*=\s*auto$/.test(value) && /^["'](?:-o|--override-ini)["']$/.test(before)
    ? `-o ${value}`
    : undefined;
}

/** Tests of pytest plugins start pytest on files of their own. */
function isForInnerRun(node: SyntaxNode): boolean {
  for (let current: SyntaxNode | undefined = node; current !== undefined; current = current.parent) {
    if (current.kind === 'call')
      return /\b(?:runpytest\w*|inline_run|parseconfig\w*)$/.test(current.field('function')?.text ?? '');
  }
  return false;
}
