import { callTo, defineRule, type Edit, pySource } from '@moult/plugin-api';
import { readSpread, type SpreadOption, type SpreadOptions } from '../facts/spread-options.ts';
import { CONSTRUCTORS, UNIT } from '../names.ts';

const RENAMED: Readonly<Record<string, string>> = {
  client_id: 'identifier',
  max_queued_messages: 'max_queued_outgoing_messages',
};

const REMOVED = ['message_retry_set'];

/** `Client` takes `identifier` for `client_id`, and no `message_retry_set`. */
export const clientKeywords = defineRule({
  name: 'client-keywords',
  summary: 'keywords of Client have other names or are gone',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/CHANGELOG.md',
  grade: 'safe',
  find: callTo(...CONSTRUCTORS),
  fix({ site, file, service, edit, flag, leave }) {
    const spread = readSpread(service, file, site.call);
    const held = spread.kind === 'known' ? spread.options.filter(({ key }) => isOld(key)) : [];
    const options = spread.kind === 'known' && canRewrite(spread.canEdit, held) ? held : [];
    const finding = findingOf(spread, held.length > options.length ? held : []);
    if (finding !== undefined) flag(site.node, finding);
    const keywords = site.call.arguments.flatMap(({ name }) => (name !== undefined && isOld(name) ? [name] : []));
    if (keywords.length + options.length === 0)
      return finding === undefined ? leave('every keyword is still there under its name') : undefined;
    const call = edit.arguments(site.call);
    for (const keyword of keywords) {
      const to = RENAMED[keyword];
      if (to === undefined) call.remove(keyword);
      else call.renameKeyword(keyword, to);
    }
    for (const option of options) rewriteOption(edit, option);
    edit.unit(UNIT);
    edit.describe(describe([...new Set([...keywords, ...options.map(({ key }) => key)])]));
  },
});

function isOld(keyword: string): boolean {
  return keyword in RENAMED || REMOVED.includes(keyword);
}

/** An element that is stored by a statement of its own is renamed, but not taken out. */
function canRewrite(canEdit: boolean, options: readonly SpreadOption[]): boolean {
  return canEdit && options.every(({ key, node }) => key in RENAMED || node.kind !== 'subscript');
}

function rewriteOption(edit: Edit, { key, keyNode, node }: SpreadOption): void {
  const to = RENAMED[key];
  if (to === undefined) edit.remove(node);
  else edit.replace(keyNode, pySource(keyNode.text.replace(key, to)));
}

function describe(keywords: readonly string[]): string {
  return keywords
    .map((keyword) =>
      keyword in RENAMED ? `\`${keyword}\` is called \`${RENAMED[keyword]}\`` : `\`${keyword}\` is gone`,
    )
    .join(', ');
}

function findingOf(spread: SpreadOptions, left: readonly SpreadOption[]) {
  if (spread.kind === 'unknown') return spreadFinding(spread.text);
  return spread.kind === 'known' && left.length > 0 ? heldFinding(spread.text, left) : undefined;
}

function spreadFinding(name: string) {
  return {
    message: `Keywords of Client come from \`**${name}\``,
    why: 'aiomqtt 2 raises TypeError for `client_id`, `message_retry_set` and `max_queued_messages`, and whether they are among them cannot be read here',
    todo: `In ${name} write "identifier" for "client_id" and "max_queued_outgoing_messages" for "max_queued_messages", and drop "message_retry_set"`,
  };
}

function heldFinding(name: string, options: readonly SpreadOption[]) {
  const keys = [...new Set(options.map(({ key }) => key))];
  return {
    ...spreadFinding(name),
    message: `\`**${name}\` holds ${keys.map((key) => `"${key}"`).join(', ')}`,
    why: 'aiomqtt 2 raises TypeError for it, and what else uses the dictionary cannot be followed here',
  };
}
