import { insertion, lineEndOf, type TextEdit } from '@moult/text';
import type { Manifest, WrittenRequirement } from '../manifest.ts';

/**
 * The edit that puts a comment behind a requirement; undefined where there is a comment already, or where the rest of the line or the
 * kind of file leaves no room for one.
 */
export function commentEdit(
  manifest: Manifest,
  requirement: WrittenRequirement,
  comment: string,
): TextEdit | undefined {
  if (requirement.comment !== undefined || manifest.kind === 'setup-cfg' || requirement.list.kind === 'words')
    return undefined;
  const end = lineEndOf(manifest.text, requirement.range.end);
  const rest = manifest.text.slice(requirement.range.end, end);
  if (!/^["']?,?[ \t]*$/.test(rest)) return undefined;
  const words = comment.replace(/^#\s*/, '').replace(/\s+/g, ' ').trim();
  return insertion(end - (rest.length - rest.trimEnd().length), `  # ${words}`);
}
