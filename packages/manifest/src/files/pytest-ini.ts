import { parseIniDocument } from '../document/ini-document.ts';
import type { ManifestContent } from '../manifest.ts';
import { readIniOptions } from './ini-requirements.ts';

/** Reads pytest.ini. */
export function parsePytestIni(text: string): ManifestContent {
  const document = parseIniDocument(text);
  return document.kind === 'broken' ? document : { kind: 'content', options: readIniOptions(document) };
}
