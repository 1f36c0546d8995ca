import { choice, textOption } from '@moult/plugin-api';

export const reraise = choice(
  'reraise',
  ['add', 'keep'],
  '`add` writes `reraise=True` wherever no value is given, which changes what callers catch; `keep` leaves every call as it is.',
);

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==9.1.2`, `>=9.1.2,<10` or `>=9.1.2`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
