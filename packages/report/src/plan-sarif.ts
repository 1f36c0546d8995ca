import type { PlanChange, PlanDocument, PlanFinding, PlanResidue } from '@moult/engine';

/** Lines and columns of a text, by path: SARIF wants regions, the plan has offsets. */
export type PositionOf = (path: string, offset: number) => { readonly line: number; readonly column: number };

interface SarifLocation {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** A plan as SARIF 2.1.0: a result per change, finding and residue; fixes are those of the changes that can be applied. */
export function planSarif(plan: PlanDocument, positionOf: PositionOf): string {
  const results = [
    ...plan.changes.map((change) => changeResult(change, positionOf)),
    ...plan.findings.map(findingResult),
    ...plan.residue.map(residueResult),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'moult',
            version: plan.run.version,
            informationUri: 'https://www.npmjs.com/package/moult',
            rules: rulesOf(results),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root the plan was made for.' } } },
        properties: { planDigest: plan.digest },
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rulesOf(results: readonly { readonly ruleId: string; readonly message: { readonly text: string } }[]) {
  const ids = [...new Set(results.map((result) => result.ruleId))].sort();
  return ids.map((id) => ({ id, name: id, shortDescription: { text: id } }));
}

function changeResult(change: PlanChange, positionOf: PositionOf) {
  const isOpen = change.status === 'selected' || change.status === 'offered';
  return {
    ruleId: `${change.plugin}/${change.rule}`,
    level: change.status === 'suppressed' ? 'note' : 'warning',
    message: {
      text: `${change.message}. Why: ${change.why}${change.reason === undefined ? '' : ` (${change.status}: ${change.reason})`}`,
    },
    locations: [location(change)],
    partialFingerprints: { 'moultChange/v1': change.id },
    properties: {
      grade: change.unitGrade,
      status: change.status,
      unit: change.unit,
      evidence: change.evidence.map((item) => item.fact),
    },
    ...(change.status === 'suppressed' ? { suppressions: [{ kind: 'inSource' }] } : {}),
    ...(isOpen
      ? { fixes: [{ description: { text: change.message }, artifactChanges: artifactChanges(change, positionOf) }] }
      : {}),
  };
}

function artifactChanges(change: PlanChange, positionOf: PositionOf) {
  return [...new Set(change.edits.map((edit) => edit.path))].map((path) => ({
    artifactLocation: artifact(path),
    replacements: change.edits
      .filter((edit) => edit.path === path)
      .map((edit) => {
        const start = positionOf(path, edit.start);
        const end = positionOf(path, edit.end);
        return {
          deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
          insertedContent: { text: edit.newText },
        };
      }),
  }));
}

function findingResult(finding: PlanFinding) {
  const suggestion = finding.suggestion === undefined ? '' : ` Suggested: ${finding.suggestion}`;
  return {
    ruleId: `${finding.plugin}/${finding.rule}`,
    level: finding.level === 'note' ? 'note' : 'warning',
    message: { text: `${finding.message}. Why: ${finding.why}. To do: ${finding.todo}.${suggestion}` },
    locations: [location(finding)],
    partialFingerprints: { 'moultFinding/v1': finding.id },
    properties: { grade: 'manual', kind: finding.kind },
  };
}

function residueResult(residue: PlanResidue) {
  return {
    ruleId: `${residue.plugin}/residue`,
    level: residue.unexplained ? 'warning' : 'note',
    message: {
      text: `Still points at the old library: \`${residue.text.trim()}\` (${residue.kind}). ${residue.reason}`,
    },
    locations: [location(residue)],
    partialFingerprints: {
      'moultResidue/v1': `${residue.plugin}:${residue.path}:${residue.kind}:${residue.text.trim()}`,
    },
    properties: { kind: residue.kind, unexplained: residue.unexplained },
  };
}

function location({ path, line, column }: SarifLocation) {
  return { physicalLocation: { artifactLocation: artifact(path), region: { startLine: line, startColumn: column } } };
}

function artifact(path: string) {
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' };
}
