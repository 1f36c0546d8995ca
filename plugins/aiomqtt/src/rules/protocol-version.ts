import { callTo, defineRule, type FileView, py, type SyntaxNode } from '@moult/plugin-api';
import { CONSTRUCTORS, UNIT } from '../names.ts';

const BY_NUMBER: Readonly<Record<string, string>> = { '3': 'V31', '4': 'V311', '5': 'V5' };
const BY_CONSTANT: Readonly<Record<string, string>> = { MQTTv31: 'V31', MQTTv311: 'V311', MQTTv5: 'V5' };

/** `protocol` has to be a `ProtocolVersion`; numbers worked before. */
export const protocolVersion = defineRule({
  name: 'protocol-version',
  summary: 'protocol is a ProtocolVersion, not a number',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/aiomqtt/client.py',
  grade: 'safe',
  find: callTo(...CONSTRUCTORS).withKeyword('protocol'),
  fix({ site, file, edit, flag, leave }) {
    const value = site.call.keyword('protocol')?.value;
    if (value === undefined) return;
    if (value.text.includes('ProtocolVersion.') || value.kind === 'none') return leave('it is a ProtocolVersion');
    const version = versionOf(file, value);
    if (version === undefined) return flag(value, NOT_KNOWN);
    const style = site.call.callee.kind === 'attribute' ? 'module' : 'member';
    edit
      .arguments(site.call)
      .replaceValue('protocol', py`${edit.imports.use('aiomqtt', 'ProtocolVersion', style)}.${version}`);
    edit.unit(UNIT);
  },
});

function versionOf(file: FileView, value: SyntaxNode): string | undefined {
  if (value.kind === 'integer') return BY_NUMBER[value.text];
  const name = file.resolve(value).candidates[0]?.name;
  return name?.startsWith('paho.mqtt.client.') ? BY_CONSTANT[name.slice('paho.mqtt.client.'.length)] : undefined;
}

const NOT_KNOWN = {
  message: 'The value of `protocol` may be a number',
  why: 'aiomqtt 2 reads `.value` of it, so a number raises AttributeError',
  todo: 'Give it as `aiomqtt.ProtocolVersion.V31`, `V311` or `V5`',
};
