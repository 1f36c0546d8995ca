import { anyOf, defineRule, type FileView, query, type ServiceView } from '@moult/plugin-api';
import { newNameOf } from '../moved-names.ts';
import { UNIT } from '../names.ts';

/** The first argument of a call by this name, where it names asyncio_mqtt through another module. */
const firstOf = (callee: string, name: string) =>
  query(
    `(call function: ${callee} arguments: (argument_list . (string (string_content) @value) @site) (#eq? @name "${name}") (#match? @value "[.]asyncio_mqtt([.]|$)"))`,
  );

const THROUGH_MODULE = /^(.+?)\.(asyncio_mqtt(?:\.[\w.]+)?)$/;

/** `patch("app.bus.asyncio_mqtt.Client")` patches what `app.bus` imports, and that has another name. */
export const patchedModule = defineRule({
  name: 'patched-module',
  summary: 'asyncio_mqtt is called aiomqtt, also as a name that a module of the service imports',
  grade: 'safe',
  find: anyOf(
    firstOf('(identifier) @name', 'patch'),
    firstOf('(attribute attribute: (identifier) @name)', 'patch'),
    firstOf('(attribute attribute: (identifier) @name)', 'setattr'),
  ),
  fix({ site, file, service, edit, leave }) {
    const [, importer = '', old = ''] = THROUGH_MODULE.exec(file.stringValue(site.node) ?? '') ?? [];
    if (!importsUnderItsName(service, importer))
      return leave(`\`${importer}\` is not known to import asyncio_mqtt under its name`);
    edit.rename(site.node, `${importer}.${newNameOf(old)}`);
    edit.unit(UNIT);
  },
});

function importsUnderItsName({ files }: ServiceView, module: string): boolean {
  return files.some((file) => file.modules.includes(module) && file.mentions('asyncio_mqtt') && isImported(file));
}

function isImported(file: FileView): boolean {
  const names = file.nodes('import_statement').flatMap((statement) => statement.fields('name'));
  return names.some(({ kind, text }) => kind === 'dotted_name' && /^asyncio_mqtt(?:\.|$)/.test(text));
}
