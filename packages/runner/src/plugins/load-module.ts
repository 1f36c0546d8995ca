import { pathToFileURL } from 'node:url';

/** The default export of a module on disk, in JavaScript or TypeScript. */
export async function loadModule(path: string): Promise<unknown> {
  const module: unknown =
    path.endsWith('.ts') || path.endsWith('.mts') ? await loadTypeScript(path) : await import(pathToFileURL(path).href);
  return defaultExport(module);
}

async function loadTypeScript(path: string): Promise<unknown> {
  const { createJiti } = await import('jiti');
  return createJiti(path, { interopDefault: false, moduleCache: false }).import(path);
}

/** CommonJS modules read by `import` carry their default export one level down. */
function defaultExport(module: unknown): unknown {
  if (typeof module !== 'object' || module === null || !('default' in module)) return module;
  const inner = module.default;
  return typeof inner === 'object' && inner !== null && '__esModule' in inner && 'default' in inner
    ? inner.default
    : inner;
}
