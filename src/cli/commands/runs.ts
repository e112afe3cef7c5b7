import type { BackfilledRun } from '../../learning/agents/backfilled-runs.js';
import { Ledger } from '../../learning/ledger.js';
import type { RunView } from '../../learning/runs/run.js';
import type { SqlValue } from '../../learning/sqlite/connection.js';
import type { Command, CommandCall } from '../command.js';
import { countOption } from '../parse-call.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';

const columns = ['run', 'started (UTC)', 'task', 'status', 'agent', 'model', 'prompt', 'reward', 'kept'];

export const runs: Command = {
  name: 'runs',
  summary: 'List the runs, newest first.',
  positionals: [],
  options: {
    limit: { type: 'string', placeholder: 'N', help: 'how many; 20 by default' },
    backfilled: { type: 'boolean', help: 'those that "backfill" found, and no others' },
  },
  json: {
    prints: 'a list of objects',
    fields: {
      number: 'its number; null while it is open',
      id: 'its id for good',
      taskSlug: 'short name of the task',
      goal: 'what was asked; null where texts are not kept',
      status: 'open, finished or discarded',
      role: 'coder, fixer or judge',
      complexity: 'easy, medium or hard',
      author: 'agent, modelName, promptId, and provenance: reported, told or guessed',
      startedAt: 'UTC, ISO 8601',
      finishedAt: 'UTC, ISO 8601',
      reward: '0 to 1; null when not checked',
      verdict: 'share that a person kept, 0 to 1',
      weakensChecks: 'whether its edits make checks say less',
      mayBeExported: 'whether a person lets it be training data all the same',
      files: 'paths of the files it edited',
    },
  },
  details: `A run's reward is empty while it is open, and when it was neither checked nor judged.
"kept" is the share of its edits that a person kept, 1 for all of them. Runs from before
(--backfilled) have other fields: key, source, agent, model, goal, tokens, costUsd, files,
startedAt, endedAt.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const limit = countOption(call, 'limit', 20);
      if (call.values['backfilled'] === true) {
        printBackfilled(call, ledger.backfilled.list(limit));
        return;
      }
      const list = ledger.listRuns({ limit });
      if (wantsJson(call)) printJson(call, list);
      else if (list.length === 0) call.print(noRun(ledger));
      else call.print(formatTable(columns, list.map(cells)));
    } finally {
      ledger.close();
    }
  },
};

function noRun({ backfilled }: Ledger): string {
  const none = 'No run has been recorded yet.';
  return backfilled.list(1).length === 0
    ? none
    : `${none} "learning-loop runs --backfilled" lists those that "backfill" found.`;
}

function printBackfilled(call: CommandCall, list: readonly BackfilledRun[]): void {
  if (wantsJson(call)) printJson(call, list);
  else if (list.length === 0) call.print('Nothing was added from before. "learning-loop backfill" does it.');
  else {
    const rows = list.map(({ startedAt, agent, model, tokens, files, goal }): SqlValue[] => [
      startedAt.slice(0, 16).replace('T', ' '),
      agent,
      model,
      tokens,
      files.length,
      goal?.split('\n')[0]?.slice(0, 60) ?? null,
    ]);
    call.print(formatTable(['started (UTC)', 'agent', 'model', 'tokens', 'files', 'task'], rows));
  }
}

function cells(run: RunView): SqlValue[] {
  const { agent, modelName, promptId } = run.author;
  return [
    run.number,
    run.startedAt.slice(0, 16).replace('T', ' '),
    run.taskSlug,
    run.status,
    agent,
    modelName,
    promptId,
    run.reward === null ? null : run.reward.toFixed(3),
    run.verdict,
  ];
}
