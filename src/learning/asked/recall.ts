import * as z from 'zod';
import type { Evidence } from '../../evidence/evidence.js';
import type { Ledger } from '../ledger.js';
import { evidenceByRun } from '../panel/run-search.js';
import { partInWords, partNames } from '../reward/explanation-words.js';
import type { RunView } from '../runs/run.js';
import { ledgerTool } from './asked-tool.js';
import { quotedLines, quotedNotice } from './answer-text.js';
import { authorInWords, runHeading } from './run-in-words.js';
import { similarRuns } from './similar-runs.js';
import { filesInput, taskInput } from './tool-inputs.js';

const mostFiles = 12;
const mostReasons = 5;

export const recall = ledgerTool({
  name: 'recall',
  title: 'Recall similar runs',
  description:
    'Before you begin a coding task: earlier runs in this repository that were like it, what was asked, which files were touched, what the checks said, what the person kept, and what was rejected and why.',
  isReadOnly: true,
  input: z.object({
    task: taskInput,
    files: filesInput,
    limit: z.int().min(1).max(10).default(5).describe('How many runs at most.'),
  }),
  answer: (ledger, { task, files = [], limit }) => {
    const { connection } = ledger.db;
    const { ids, lookedAt } = similarRuns(connection, [task, ...files].join('\n'), limit);
    const keptTexts =
      ledger.texts === 'texts'
        ? []
        : ['This ledger keeps numbers only: runs were compared by their short names and files.'];
    if (ids.length === 0)
      return [`None of ${lookedAt} finished runs is like this task.`, ...keptTexts].join('\n');
    const evidence = evidenceByRun(connection, ids);
    return [
      `${ids.length} of ${lookedAt} finished runs are like this task, the most alike first.`,
      ...keptTexts,
      quotedNotice,
      ...ids.flatMap((id) => ['', ...runInWords(ledger, ledger.runs.get(id), evidence.get(id) ?? [])]),
    ].join('\n');
  },
});

function runInWords(ledger: Ledger, run: RunView, evidence: readonly Evidence[]): string[] {
  const { parts } = ledger.runs.explain(run.id);
  const seen = parts
    .filter(({ part, assumed, origins }) => part !== 'verdict' && assumed === null && origins.length > 0)
    .map((part) => `${partNames[part.part].toLowerCase()}: ${partInWords(part, () => '')}`);
  const more = run.files.length - mostFiles;
  return [
    runHeading(run),
    ...[
      `asked: ${run.goal ?? run.taskSlug}`,
      `by: ${authorInWords(run)}`,
      ...(run.files.length === 0
        ? []
        : [`files: ${run.files.slice(0, mostFiles).join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
      ...seen,
      ...rejections(evidence),
    ].map((line) => quotedLines(line)),
  ];
}

/** What a person rejected last of each part of the edits, with the reason where one was given. */
function rejections(evidence: readonly Evidence[]): string[] {
  const latest = new Map(
    evidence.flatMap((each) => (each.kind === 'review' ? [[each.id, each] as const] : [])),
  );
  return [...latest.values()]
    .filter(({ verdict }) => verdict === 'rejected')
    .slice(-mostReasons)
    .map(({ path, reason }) => `rejected in ${path}${reason === null ? '' : `: ${reason}`}`);
}
