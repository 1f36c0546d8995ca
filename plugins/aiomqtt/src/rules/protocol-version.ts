import {
  type CallView,
  callTo,
  defineRule,
  type Edit,
  type FileView,
  py,
  type ServiceView,
  type SyntaxNode,
} from '@moult/plugin-api';
import { readSpread } from '../facts/spread-options.ts';
import { CONSTRUCTORS, OLD_MODULE, UNIT } from '../names.ts';

const BY_NUMBER: Readonly<Record<string, string>> = { '3': 'V31', '4': 'V311', '5': 'V5' };
const BY_CONSTANT: Readonly<Record<string, string>> = { MQTTv31: 'V31', MQTTv311: 'V311', MQTTv5: 'V5' };

/** `protocol` has to be a `ProtocolVersion`; numbers worked before. */
export const protocolVersion = defineRule({
  name: 'protocol-version',
  summary: 'protocol is a ProtocolVersion, not a number',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/aiomqtt/client.py',
  grade: 'safe',
  find: callTo(...CONSTRUCTORS),
  fix({ site, file, service, edit, flag, leave }) {
    const given = readProtocol(service, file, site.call);
    if (given === undefined) return leave('no protocol is given');
    const { value, canEdit } = given;
    if (value.text.includes('ProtocolVersion.') || value.kind === 'none') return leave('it is a ProtocolVersion');
    const version = versionOf(file, value);
    if (version === undefined || !canEdit) return flag(canEdit ? value : site.node, NOT_KNOWN);
    edit.replace(value, py`${nameOfVersions(file, site.call, edit)}.${version}`);
    edit.unit(UNIT);
  },
});

/** How the class of versions is written beside a call: through the same alias of the module where there is one. */
function nameOfVersions(file: FileView, { callee }: CallView, edit: Edit): string {
  const module = callee.field('object');
  const isAlias = module?.kind === 'identifier' && module.text !== OLD_MODULE && file.refersTo(module, OLD_MODULE);
  if (isAlias) return `${module.text}.ProtocolVersion`;
  return edit.imports.use('aiomqtt', 'ProtocolVersion', callee.kind === 'attribute' ? 'module' : 'member');
}

interface Given {
  readonly value: SyntaxNode;
  readonly canEdit: boolean;
}

/** The value of the keyword, or of the key in a dictionary that is given as `**options`. */
function readProtocol(service: ServiceView, file: FileView, call: CallView): Given | undefined {
  const keyword = call.keyword('protocol')?.value;
  if (keyword !== undefined) return { value: keyword, canEdit: true };
  const spread = readSpread(service, file, call);
  const options = spread.kind === 'known' ? spread.options.filter(({ key }) => key === 'protocol') : [];
  const value = options.find((option) => option.value !== undefined)?.value;
  return value && { value, canEdit: spread.kind === 'known' && spread.canEdit && options.length === 1 };
}

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
