import { choice, textOption } from '@moult/plugin-api';

export const mode = choice(
  'mode',
  ['strict', 'keep-auto'],
  '`strict` converts every pytest root that runs in auto mode to strict mode, all or nothing; `keep-auto` keeps the mode and repairs only what 1.x removed.',
);

export const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How requirements are written: `==1.3.0`, `>=1.3.0,<2` or `>=1.3.0`.',
);

export const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');
