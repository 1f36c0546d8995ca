import { planMarkdown } from '../src/plan-markdown.ts';
import { planSarif } from '../src/plan-sarif.ts';
import { planText } from '../src/plan-text.ts';
import { planOf } from './plan-of.ts';

const { plan } = planOf({ 'a/app.py': 'import oldlib\n\noldlib.look()\noldlib.stay()\n' });

describe('a finding that asks for nothing', () => {
  test('is counted apart from those a person has to act on', () => {
    expect([plan.totals.findings, plan.totals.notes]).toEqual([2, 1]);
  });

  test('has a place of its own in the text', () => {
    const text = planText(plan, { terminal: { colour: false, unicode: true, width: 80 }, diffs: [], next: [] });
    expect(text).toMatch(
      /Left for a person \(1\)\n.*look-at-it[\s\S]*Notes, which nobody has to act on \(1\)\n.*note-it/,
    );
    expect(text).toContain('1 for a person, 1 note');
  });

  test('is no box to tick in the markdown', () => {
    expect(planMarkdown(plan).match(/- \[ \] .*/g)).toEqual([expect.stringContaining('look here')]);
  });

  test('is a note in the SARIF', () => {
    const { runs } = JSON.parse(planSarif(plan, () => ({ line: 1, column: 1 })));
    const levels = runs[0].results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]);
    expect(levels).toContainEqual(['oldlib/note-it', 'note']);
    expect(levels).toContainEqual(['oldlib/look-at-it', 'warning']);
  });
});
