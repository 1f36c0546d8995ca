import { callTo, defineRule, type FileView, type SyntaxNode } from '@moult/plugin-api';
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
  fix({ site, file, edit, flag, leave }) {
    const keywords = site.call.arguments.flatMap((argument) => (argument.name === undefined ? [] : [argument.name]));
    const spread = site.call.arguments.find((argument) => argument.kind === 'double-star');
    if (spread !== undefined && mayHoldOldKeyword(file, spread.value))
      return flag(site.node, spreadFinding(spread.value.text));
    const renamed = keywords.filter((keyword) => keyword in RENAMED);
    const removed = keywords.filter((keyword) => REMOVED.includes(keyword));
    if (renamed.length + removed.length === 0) return leave('every keyword is still there under its name');
    const call = edit.arguments(site.call);
    for (const keyword of renamed) call.renameKeyword(keyword, RENAMED[keyword] ?? keyword);
    for (const keyword of removed) call.remove(keyword);
    edit.unit(UNIT);
    edit.describe(
      [
        ...renamed.map((keyword) => `\`${keyword}\` is called \`${RENAMED[keyword]}\``),
        ...removed.map((keyword) => `\`${keyword}\` is gone`),
      ].join(', '),
    );
  },
});

function mayHoldOldKeyword(file: FileView, value: SyntaxNode): boolean {
  const constant = file.constant(value)?.node.text;
  const old = [...Object.keys(RENAMED), ...REMOVED];
  return constant === undefined || old.some((keyword) => constant.includes(keyword));
}

function spreadFinding(name: string) {
  return {
    message: `Keywords of Client come from \`**${name}\``,
    why: 'aiomqtt 2 raises TypeError for `client_id`, `message_retry_set` and `max_queued_messages`, and whether they are among them cannot be read here',
    todo: `In ${name} write "identifier" for "client_id" and "max_queued_outgoing_messages" for "max_queued_messages", and drop "message_retry_set"`,
  };
}
