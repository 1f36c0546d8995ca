import { callTo, definePlugin, defineRule, py, pySource } from '@moult/plugin-api';

const rule = (name, callee, fix) =>
  defineRule({
    name,
    summary: `${callee} is called in another way`,
    grade: 'safe',
    find: callTo(`oldlib.${callee}`),
    fix,
  });

export default definePlugin({
  name: 'misbehaving',
  title: 'rules that go wrong, each in its own way, beside one that does not',
  upgrade: { from: 'oldlib', to: 'oldlib', version: '2.0.0' },
  detects: { distributions: ['oldlib'], modules: ['oldlib'] },
  rules: [
    rule('sound', 'connect', ({ site, edit }) => edit.arguments(site.call).renameKeyword('old', 'new')),
    rule('crashes', 'crash', () => {
      throw new Error('boom');
    }),
    rule('loops', 'loop', () => {
      for (;;);
    }),
    rule('breaks', 'break_it', ({ site, edit }) => edit.rename(site.call.callee, 'oldlib.class')),
    rule('breaks-more', 'break_more', ({ site, edit }) => edit.rename(site.call.callee, 'oldlib.lambda')),
    rule('drops-comments', 'comment', ({ site, edit }) => edit.replace(site.node, pySource('oldlib.done()'))),
    rule('fights-first', 'fight', ({ site, edit }) => edit.replace(site.node, py`oldlib.first()`)),
    rule('fights-second', 'fight', ({ site, edit }) => edit.replace(site.node, py`oldlib.second()`)),
    rule('never-rests', 'rest', ({ site, edit }) => edit.replace(site.node, py`(${site.node})()`)),
  ],
});
