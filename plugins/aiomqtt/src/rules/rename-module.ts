import { renameModule } from '@moult/plugin-api';
import { UNIT } from '../names.ts';

/** The distribution, the module and some of its submodules have other names. */
export const renameToAiomqtt = renameModule('asyncio_mqtt', 'aiomqtt', {
  members: {
    'asyncio_mqtt.client': 'aiomqtt',
    'asyncio_mqtt.error': 'aiomqtt.exceptions',
    'asyncio_mqtt.error.MqttError': 'aiomqtt.MqttError',
    'asyncio_mqtt.error.MqttCodeError': 'aiomqtt.MqttCodeError',
    'asyncio_mqtt.version.__version__': 'aiomqtt.__version__',
  },
  unit: UNIT,
});
