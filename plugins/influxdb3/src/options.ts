import { choice, textOption } from '@moult/plugin-api';

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==0.17.0`, `>=0.17,<1` or `>=0.17.0`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
