import { anyOf, defineRule, type ImportSite, importOf, type ReferenceSite, referenceTo } from '@moult/plugin-api';
import { UNIT } from '../names.ts';

/** paho 2 calls the class `ReasonCode`; the old name is deprecated. */
export const pahoReasonCodes = defineRule<ImportSite | ReferenceSite>({
  name: 'paho-reason-codes',
  summary: 'paho-mqtt 2 calls the class ReasonCode',
  source: 'https://eclipse.dev/paho/files/paho.mqtt.python/html/migrations.html',
  grade: 'safe',
  find: anyOf<ImportSite | ReferenceSite>(
    importOf('paho.mqtt.reasoncodes'),
    referenceTo('paho.mqtt.reasoncodes.ReasonCodes'),
  ),
  fix({ site, edit, leave }) {
    if (site.kind === 'import' && site.member !== 'ReasonCodes') return leave('another name of the module');
    edit.rename(site.node, 'paho.mqtt.reasoncodes.ReasonCode');
    edit.unit(UNIT);
  },
});
