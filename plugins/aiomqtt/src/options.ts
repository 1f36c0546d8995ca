import { choice, textOption } from '@moult/plugin-api';

export const paho = choice(
  'paho',
  ['add', 'only-if-used'],
  '`add` lists paho-mqtt beside aiomqtt at a range that aiomqtt accepts; `only-if-used` leaves it to aiomqtt and repairs a conflicting pin.',
);

export const connect = choice(
  'connect',
  ['flag', 'enter'],
  '`flag` leaves `connect()` and `disconnect()` to a person; `enter` writes `__aenter__()` and `__aexit__(None, None, None)`.',
);

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==2.4.0`, `>=2.4.0,<3` or `>=2.4.0`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
