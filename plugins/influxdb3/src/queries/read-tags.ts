import type { FluxOptions } from '../flux/translation.ts';

/** Reads `home=room,host; *=site`; undefined where it is written otherwise. */
export function readTags(text: string): FluxOptions['tags'] | undefined {
  const tags: Record<string, readonly string[]> = Object.create(null);
  for (const entry of text.split(';')) {
    if (entry.trim() === '') continue;
    const [name = '', list, ...more] = entry.split('=');
    const measurement = name.trim();
    if (list === undefined || more.length > 0 || measurement === '' || measurement in tags) return undefined;
    const keys = list.split(',').map((key) => key.trim());
    if (keys.length > 1 && keys.includes('')) return undefined;
    tags[measurement] = keys.filter((key) => key !== '');
  }
  return { ...tags };
}
