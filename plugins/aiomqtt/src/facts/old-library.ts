import { defineFacts, type FileView } from '@moult/plugin-api';

const MODULE = /^asyncio_mqtt(?:\.|$)/;

/** Whether a service requires or imports asyncio-mqtt. */
export const oldLibrary = defineFacts(
  'old-library',
  ({ service }): boolean =>
    service.manifests.some(({ requirements }) =>
      requirements.some(({ distribution }) => distribution === 'asyncio-mqtt'),
    ) || service.files.some(importsOldLibrary),
);

function importsOldLibrary(file: FileView): boolean {
  return (
    file.nodes('import_from_statement').some((statement) => MODULE.test(statement.field('module_name')?.text ?? '')) ||
    file
      .nodes('import_statement')
      .some((statement) => statement.fields('name').some((name) => MODULE.test((name.field('name') ?? name).text)))
  );
}
