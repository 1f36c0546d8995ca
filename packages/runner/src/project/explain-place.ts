import { compilePrefilter, explainLine, type LineExplanation, type NoExplanation } from '@moult/engine';
import { findServices } from './find-services.ts';
import type { Project } from './open-project.ts';
import { pluginsInOrder, rewriteInputOf } from './plan-project.ts';
import { readService } from './read-service.ts';

/** Explains one line (from 1) of a file, named relative to the working directory. Throws `E-USAGE` for a file outside the root. */
export function explainPlace(project: Project, file: string, line: number): LineExplanation | NoExplanation {
  const [service] = findServices(project, { paths: [file] });
  if (service === undefined)
    return {
      kind: 'not-parsed',
      path: file,
      reason: 'it is no Python file of a service, or an ignore file leaves it out',
    };
  const path = service.pythonFiles.find((candidate) => candidate === file || candidate.endsWith(`/${file}`)) ?? file;
  const input = readService(project.root, service, compilePrefilter(project.plugins), service.passedOver);
  return explainLine(rewriteInputOf(project, pluginsInOrder(project), input), path, line);
}
