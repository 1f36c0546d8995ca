/** Names of the old module `client` that aiomqtt does not offer at its top level, and what the module imports, for mocks. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      'MQTT_LOGGER',
      '_outgoing_call',
      '_set_client_socket_defaults',
      'asyncio',
      'functools',
      'mqtt',
      'socket',
      'ssl',
    ].map((name) => [name, `aiomqtt.client.${name}`]),
  ),
  MqttConnectError: 'aiomqtt.exceptions.MqttConnectError',
  PayloadType: 'aiomqtt.types.PayloadType',
  SocketOption: 'aiomqtt.types.SocketOption',
  SubscribeTopic: 'aiomqtt.types.SubscribeTopic',
  WebSocketHeaders: 'aiomqtt.types.WebSocketHeaders',
  _PahoSocket: 'aiomqtt.types.PahoSocket',
};

/** Members and submodules that do not keep their place, old qualified name to new one. */
export const MOVED: Readonly<Record<string, string>> = {
  'asyncio_mqtt.client': 'aiomqtt',
  ...Object.fromEntries(Object.entries(ELSEWHERE).map(([name, to]) => [`asyncio_mqtt.client.${name}`, to])),
  'asyncio_mqtt.error': 'aiomqtt.exceptions',
  'asyncio_mqtt.error.MqttError': 'aiomqtt.MqttError',
  'asyncio_mqtt.error.MqttCodeError': 'aiomqtt.MqttCodeError',
  'asyncio_mqtt.version.__version__': 'aiomqtt.__version__',
  'asyncio_mqtt._version.__version__': 'aiomqtt.__version__',
};

/** What a qualified name of asyncio-mqtt is called in aiomqtt. */
export function newNameOf(old: string): string {
  const keys = Object.keys(MOVED).filter((key) => old === key || old.startsWith(`${key}.`));
  const longest = keys.reduce((best, key) => (key.length > best.length ? key : best), 'asyncio_mqtt');
  return (MOVED[longest] ?? 'aiomqtt') + old.slice(longest.length);
}
