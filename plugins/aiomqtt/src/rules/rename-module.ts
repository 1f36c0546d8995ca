import { renameModule } from '@moult/plugin-api';
import { MOVED } from '../moved-names.ts';
import { UNIT } from '../names.ts';

/** The distribution, the module and some of its submodules have other names. */
export const renameToAiomqtt = renameModule('asyncio_mqtt', 'aiomqtt', { members: MOVED, unit: UNIT });
