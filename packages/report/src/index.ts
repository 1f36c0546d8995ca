export type { BeforeAfter } from './html/describe-review.ts';
export type { CommandsOf } from './html/describe-run.ts';
export type {
  PageChange,
  PageCheck,
  PageData,
  PageExplanation,
  PageFile,
  PageFinding,
  PageHunk,
  PageMigration,
  PageNote,
  PageNoteKind,
  PagePiece,
  PageRow,
  PageService,
  PageTests,
  PageTone,
  PageUnit,
  PlanPageData,
  ReviewData,
  RunPageData,
} from './html/page-data.ts';
export { type PlanHtmlOptions, planHtml } from './html/plan-html.ts';
export { type RunHtmlOptions, runHtml } from './html/run-html.ts';
export { ledgerText } from './ledger-text.ts';
export { planJson } from './plan-json.ts';
export { planMarkdown } from './plan-markdown.ts';
export { type PositionOf, planSarif } from './plan-sarif.ts';
export { type DiffText, type PlanTextOptions, planText } from './plan-text.ts';
export { PLAIN_TERMINAL, printable, signs, type Terminal, type Tone, tint } from './terminal-style.ts';
