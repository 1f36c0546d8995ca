import { callTo, defineRule, type FileView, type SyntaxNode } from '@moult/plugin-api';
import { CLIENT } from '../names.ts';

/** A client asks for the running event loop when it is made, since 2.3.1. */
export const reportEarlyClient = defineRule({
  name: 'report-early-client',
  summary: 'a client can only be made where an event loop runs',
  source: 'https://github.com/empicano/aiomqtt/blob/v2.4.0/CHANGELOG.md',
  grade: 'manual',
  find: callTo(CLIENT),
  fix({ site, file, flag, leave }) {
    const place = earlyPlace(file, site.node);
    if (place === undefined) return leave('it is made inside a coroutine, or in a function that one may call');
    flag(site.node, {
      message: `A client is made ${place}`,
      why: 'Since aiomqtt 2.3.1 the constructor needs the running event loop and raises RuntimeError without one',
      todo: 'Make the client inside the coroutine that enters it',
      suggestion: `async with ${site.node.text.split('\n')[0]} as client:\n    …`,
    });
  },
});

function earlyPlace(file: FileView, node: SyntaxNode): string | undefined {
  for (let current = node.parent; current !== undefined; current = current.parent) {
    if (current.kind === 'default_parameter' || current.kind === 'typed_default_parameter')
      return 'as the default of a parameter';
    if (current.kind === 'lambda') return undefined;
    if (current.kind === 'function_definition') {
      const view = file.enclosingFunction(node);
      return view?.name === '__init__' ? 'in a constructor, which may run before the event loop does' : undefined;
    }
  }
  return 'when the module is imported';
}
