import { bumpRequirement, choice, definePlugin, textOption } from '@moult/plugin-api';

const pin = choice(
  'pin',
  ['exact', 'compatible', 'floor'],
  'How the requirement is written: `==1.2.1`, `>=1.2.1,<2` or `>=1.2.1`.',
);
const comment = textOption('comment', '', 'Comment to put behind the requirement; none by default.');

export default definePlugin({
  name: 'python-dotenv',
  title: 'python-dotenv 1.2.1',
  upgrade: { from: 'python-dotenv', to: 'python-dotenv', version: '1.2.1' },
  detects: { distributions: ['python-dotenv'], modules: ['dotenv'] },
  options: [pin, comment],
  rules: [],
  manifest: ({ option }) => [
    bumpRequirement('python-dotenv', {
      version: '1.2.1',
      pin: option(pin),
      python: '3.9',
      ...(option(comment) === '' ? {} : { comment: option(comment) }),
    }),
  ],
});
