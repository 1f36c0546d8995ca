import { serviceOf } from '@moult/fleet';
import { discoverFiles } from '../discover/discover-files.ts';
import { storeBlobs } from '../transaction/blob-store.ts';
import { type FileImage, readState } from '../transaction/file-image.ts';
import { baselineFile } from './baseline.ts';
import type { RunContext } from './run-context.ts';
import { serviceFolder } from './run-files.ts';

/** Remembers all files of a service as they are, so that a person's later edits can be told from them and taken back. */
export function keepForAdoption(context: RunContext, service: string): void {
  const images = readImages(context, service);
  storeBlobs(
    context.session.run.tree,
    images.map(({ bytes }) => bytes),
  );
  const kept = Object.fromEntries(images.map(({ path, image }) => [path, image]));
  const attempt = serviceOf(context.session.state, service)?.attempts ?? 1;
  // The tests before the change are compared with those after the person's edits.
  context.files.keep(baselineFile(service, attempt));
  context.files.write(`${serviceFolder(service)}/kept.json`, `${JSON.stringify(kept)}\n`);
}

/** A file of a service as it is now. */
export interface ServiceImage {
  readonly path: string;
  readonly image: FileImage;
  readonly bytes: Uint8Array;
}

/** The Python files and manifests below the folder of a service, those that nobody planned included. */
export function readImages({ session, project }: RunContext, service: string): readonly ServiceImage[] {
  const { tree } = session.run;
  const folder = serviceOf(session.state, service)?.path ?? service;
  const { pythonFiles, manifests } = discoverFiles(project.root, {
    honourIgnores: true,
    accepts: (path) => folder === '.' || path.startsWith(`${folder}/`),
  });
  return [...pythonFiles, ...manifests].flatMap((path) => {
    const state = readState(tree, path);
    return state.kind === 'file' ? [{ path, image: state.image, bytes: state.bytes }] : [];
  });
}
