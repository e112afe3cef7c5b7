import { Ledger } from '../../learning/ledger.js';
import type { RunView } from '../../learning/runs/run.js';
import type { SqlValue } from '../../learning/sqlite/connection.js';
import type { Command } from '../command.js';
import { countOption } from '../parse-call.js';
import { formatTable } from '../table.js';

const columns = ['run', 'started (UTC)', 'task', 'status', 'agent', 'model', 'prompt', 'reward', 'kept'];

export const runs: Command = {
  name: 'runs',
  summary: 'List the runs, newest first.',
  positionals: [],
  options: {
    limit: { type: 'string', placeholder: 'N', help: 'how many; 20 by default' },
    json: { type: 'boolean', help: 'print JSON, with everything that is known of each run' },
  },
  details: `A run's reward is empty while it is open, and when it was neither checked nor judged.
"kept" is the share of its edits that a person kept, 1 for all of them.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const list = ledger.listRuns({ limit: countOption(call, 'limit', 20) });
      if (call.values['json'] === true) call.print(JSON.stringify(list, null, 2));
      else if (list.length === 0) call.print('No run has been recorded yet.');
      else call.print(formatTable(columns, list.map(cells)));
    } finally {
      ledger.close();
    }
  },
};

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
