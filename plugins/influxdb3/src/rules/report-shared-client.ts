import { defineRule, eachFile } from '@moult/plugin-api';
import { migration } from '../facts/migration.ts';

/** A client that gets out of sight cannot be moved: whoever uses it there expects the methods of the old one. */
export const reportSharedClient = defineRule({
  name: 'report-shared-client',
  summary: 'whoever is given a client has to know which library it is of',
  grade: 'manual',
  find: eachFile(),
  fix({ file, facts, flag, leave }) {
    const found = facts(migration).blockers.filter(
      (blocker) => blocker.rule === 'report-shared-client' && blocker.file === file,
    );
    if (found.length === 0) return leave('every use of a client in this file is seen');
    for (const { node, reason, todo, suggestion } of found) {
      flag(node, {
        message: `A client is kept on influxdb-client by \`${firstLine(node.text)}\``,
        why: `All uses of a client move together, and one of them cannot: ${reason}`,
        todo: todo ?? 'Change this place and the client together by hand, or make the use visible and plan again',
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    }
  },
});

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
