import { choice, textOption } from '@moult/plugin-api';

export const queries = choice(
  'queries',
  ['flag', 'rewrite'],
  '`flag` leaves Flux queries, and the clients that make them, to a person; `rewrite` translates what translates exactly to SQL.',
);

export const acknowledgeServer = choice(
  'acknowledgeServer',
  ['', 'influxdb3'],
  'Set it to `influxdb3` to say that the server is InfluxDB 3; `queries: rewrite` does nothing without it.',
);

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==0.17.0`, `>=0.17,<1` or `>=0.17.0`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
