import { addRequirement, bumpRequirement, definePlugin, replaceRequirement, type ServiceView } from '@moult/plugin-api';
import { oldLibrary } from './facts/old-library.ts';
import { comment, connect as connectOption, paho, pin } from './options.ts';
import { clientAttributes } from './rules/client-attributes.ts';
import { clientKeywords } from './rules/client-keywords.ts';
import { connect } from './rules/connect.ts';
import { infiniteTimeout } from './rules/infinite-timeout.ts';
import { messageLoop } from './rules/message-loop.ts';
import { pahoMessageClass } from './rules/paho-message-class.ts';
import { pahoReasonCodes } from './rules/paho-reason-codes.ts';
import { patchedModule } from './rules/patched-module.ts';
import { protocolVersion } from './rules/protocol-version.ts';
import { queuedTopic } from './rules/queued-topic.ts';
import { renameToAiomqtt } from './rules/rename-module.ts';
import { reportChangedValues } from './rules/report-changed-values.ts';
import { reportEarlyClient } from './rules/report-early-client.ts';
import { reportMocks } from './rules/report-mocks.ts';
import { reportPahoClient } from './rules/report-paho-client.ts';
import { reportUnknownClient } from './rules/report-unknown-client.ts';
import { reportUrlHostname } from './rules/report-url-hostname.ts';
import { topicValue } from './rules/topic-value.ts';
import { ASYNCIO_MQTT_TYPES } from './types.ts';

/** What aiomqtt 2.4.0 itself accepts. */
const PAHO_RANGE = '>=2.1,<3';

/** Only then does the move concern a pin of paho-mqtt: a service may use paho for itself. */
function requiresOldLibrary({ manifests }: ServiceView): boolean {
  return manifests.some(({ requirements }) => requirements.some(({ distribution }) => distribution === 'asyncio-mqtt'));
}

export default definePlugin({
  name: 'aiomqtt',
  title: 'asyncio-mqtt → aiomqtt 2.4.0',
  upgrade: { from: 'asyncio-mqtt', to: 'aiomqtt', version: '2.4.0' },
  detects: {
    distributions: ['asyncio-mqtt'],
    modules: ['asyncio_mqtt'],
    literals: ['filtered_messages', '.topic', 'MQTTMessage'],
  },
  types: ASYNCIO_MQTT_TYPES,
  options: [paho, connectOption, pin, comment],
  rules: [
    renameToAiomqtt,
    patchedModule,
    clientKeywords,
    clientAttributes,
    protocolVersion,
    messageLoop,
    topicValue,
    queuedTopic,
    infiniteTimeout,
    connect,
    pahoMessageClass,
    pahoReasonCodes,
    reportEarlyClient,
    reportChangedValues,
    reportUrlHostname,
    reportPahoClient,
    reportUnknownClient,
    reportMocks,
  ],
  manifest: ({ option, service, facts }) => [
    replaceRequirement('asyncio-mqtt', 'aiomqtt', {
      version: '2.4.0',
      pin: option(pin),
      ...(option(comment) === '' ? {} : { comment: option(comment) }),
    }),
    ...(facts(oldLibrary) ? [bumpRequirement('aiomqtt', { version: '2.4.0', pin: option(pin) })] : []),
    ...(option(paho) === 'add' && requiresOldLibrary(service)
      ? [addRequirement('paho-mqtt', PAHO_RANGE, 'asyncio-mqtt')]
      : []),
  ],
  residue: { modules: ['asyncio_mqtt'], strings: true },
});
