import type { LibraryTypes } from '@moult/plugin-api';
import { CLIENT, PAHO_MESSAGE } from './names.ts';

const FROM_CLIENT_MODULE = [
  'Client',
  'Message',
  'Topic',
  'Wildcard',
  'Will',
  'TLSParameters',
  'ProxySettings',
  'ProtocolVersion',
];

/** The API of asyncio-mqtt 0.8 to 0.16 as far as values travel through it. */
export const ASYNCIO_MQTT_TYPES: LibraryTypes = {
  same: Object.fromEntries([
    ...FROM_CLIENT_MODULE.map((name) => [`asyncio_mqtt.client.${name}`, `asyncio_mqtt.${name}`]),
    ...['MqttError', 'MqttCodeError'].map((name) => [`asyncio_mqtt.error.${name}`, `asyncio_mqtt.${name}`]),
  ]),
  returns: {
    [`${CLIENT}.messages`]: 'asyncio_mqtt.MessageContext',
    [`${CLIENT}.filtered_messages`]: 'asyncio_mqtt.PahoMessageContext',
    [`${CLIENT}.unfiltered_messages`]: 'asyncio_mqtt.PahoMessageContext',
  },
  enters: {
    'asyncio_mqtt.MessageContext': 'asyncio_mqtt.Messages',
    'asyncio_mqtt.PahoMessageContext': 'asyncio_mqtt.PahoMessages',
  },
  yields: { 'asyncio_mqtt.Messages': 'asyncio_mqtt.Message', 'asyncio_mqtt.PahoMessages': PAHO_MESSAGE },
};
