import type { PageData } from '../src/html/page-data.ts';

/** The data block of a page, read as its script reads it. */
export function pageDataOf(html: string): PageData {
  const [, json = ''] = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(html) ?? [];
  // The page was made from this type a moment ago.
  return JSON.parse(json) as PageData;
}
