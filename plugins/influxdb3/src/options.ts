import { choice, textOption } from '@moult/plugin-api';

export const queryMode = choice(
  'queries',
  ['flag', 'rewrite'],
  'Whether queries whose Flux means the same in SQL, and whose rows are read in known ways, are rewritten with their client, or all are left to a person.',
);

export const acknowledgeServer = choice(
  'acknowledgeServer',
  ['unknown', 'influxdb3'],
  'Which server the services talk to once they are migrated. Queries are rewritten only for `influxdb3`: no other server answers SQL.',
);

export const tagKeys = textOption(
  'tags',
  '',
  'All tag keys of each measurement, `*` for any other: `home=room,host; *=site`. Flux asks its questions for every combination of their values, so most queries need them.',
);

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==0.17.0`, `>=0.17,<1` or `>=0.17.0`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
