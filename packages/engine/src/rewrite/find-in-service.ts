import { findSites } from '../find/find-sites.ts';
import type { FoundFile, ParsedFile } from '../find/found-site.ts';
import { collectNames, type ServiceNames } from '../find/name-gate.ts';
import { selectWalked } from '../find/select-walked.ts';
import type { PassModel } from './open-model.ts';
import { isSameSource, type OpenedCode, type Walked, type WatchedFound } from './opened-code.ts';
import type { RewriteContext } from './rewrite-state.ts';

/** The sites of all rules in the files of a pass. */
export function findInService(context: RewriteContext, { code, files }: PassModel): readonly FoundFile[] {
  const walked = walkedIn(context, { code, files });
  code.found ??= new Map(files.map((file) => [file.path, findInFile(context, walked, code, file)]));
  return [...code.found.values()].map(({ found }) => found);
}

/** Decides which files of a pass are walked. */
export function walkedIn(
  { index, relevance }: RewriteContext,
  { code, files }: Pick<PassModel, 'code' | 'files'>,
): Walked {
  if (code.walked === undefined) {
    const selected = selectWalked(files, index, relevance);
    code.walked = { plugins: selected.plugins, names: collectNames(files, selected) };
  }
  return code.walked;
}

/** Where nothing has changed that it was read from, what was found in a file before is what would be found again. */
function findInFile(
  { index }: RewriteContext,
  { plugins, names }: Walked,
  { model, before }: OpenedCode,
  file: ParsedFile,
): WatchedFound {
  const walking = plugins.get(file.path) ?? [];
  const earlier = before?.found?.get(file.path);
  const walked = before?.walked;
  if (
    earlier !== undefined &&
    walked !== undefined &&
    isSameSource(earlier.found.file, file) &&
    model.stillHolds(earlier.reads) &&
    walking.join() === walked.plugins.get(file.path)?.join() &&
    knowsSame(names, walked.names, file)
  ) {
    return { ...earlier, found: { ...earlier.found, file } };
  }
  const { value, reads } = model.watch(() =>
    walking.length === 0 ? { file, sites: [], uses: [] } : findSites(file, index.only(walking), names),
  );
  return { found: value, reads };
}

/** Whether two states of a service give a file the same names to look for, as far as it holds them. */
function knowsSame(a: ServiceNames, b: ServiceNames, { tree: { text } }: ParsedFile): boolean {
  if (a.reaching === 'any' || b.reaching === 'any')
    return a.reaching === b.reaching && isAlike(a.aliases, b.aliases, text);
  return isAlike(a.aliases, b.aliases, text) && isAlike(a.reaching, b.reaching, text);
}

function isAlike(a: ReadonlySet<string>, b: ReadonlySet<string>, text: string): boolean {
  const differing = [...[...a].filter((name) => !b.has(name)), ...[...b].filter((name) => !a.has(name))];
  return !differing.some((name) => text.includes(name));
}
