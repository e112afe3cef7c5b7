import { basename } from 'node:path';
import type { Settled } from './export-options.js';
import { leftOutInWords, replacedInWords, type ExportReport } from './export-report.js';

/** Describes an export for whoever trains on it, as Markdown. */
export function datasetCard(report: Omit<ExportReport, 'card'>, options: Settled, now: Date): string {
  const files = report.files.map(
    ({ path, examples, heldBack, tokens }) =>
      `| ${basename(path)} | ${examples - heldBack} | ${heldBack} | about ${tokens} |`,
  );
  const models = report.models.map(
    ({ model, origin, examples }) => `| ${model ?? 'not known'} | ${origin} | ${examples} |`,
  );
  return `# Training data from runs in this repository

Exported ${now.toISOString()} by Learning Loop, format \`${report.format}\`.

| file | examples | held back for validation | tokens (estimated) |
| --- | --- | --- | --- |
${files.join('\n')}

## Where it comes from

Attempts of coding agents and people at tasks in this repository, with what was asked and the change that was kept. Examples of
\`judge\` are what people said of changes; their text shows the change.

| written by | runs | examples |
| --- | --- | --- |
${models.join('\n')}

## What was selected

- reward of at least ${options.minReward} after all evidence and verdicts; build and tests green where they were run; not
  rejected; no check weakened
- reward: 0.25 compile + 0.25 tests + 0.25 (1 - errors / 100) + 0.25 kept, unless another formula was set to teach
- at most ${options.maxTokens} tokens; near-duplicates (similarity 0.85 of four-word runs) once; the newest ${options.limit} a file
- held back by task and file: neither is on both sides (seed ${options.seed})
- ${options.localOnly ? 'only models known to run locally, and people' : 'models that run elsewhere included'}
- left out: ${leftOutInWords(report.leftOut) || 'nothing'}

## What was taken out

Secrets, home and repository paths, user and host names, git identity, e-mail addresses and more, when recorded and again when
exported. The second time: ${replacedInWords(report.replaced) || 'nothing was found'}. No rule finds everything: read some lines before you give
this away.

## Licence

The code in here is this repository's, under its licence. Output of hosted models is subject to the terms of whoever runs them,
some of which forbid training other models on it. Learning Loop claims no rights.
`;
}
