import { Ledger } from '../../learning/ledger.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';

export const stats: Command = {
  name: 'stats',
  summary: 'Show average rewards, costs and durations, and how models and prompts do.',
  positionals: [],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      recentStats: 'avgReward, avgCost in tokens, avgDuration in ms, totalRuns',
      modelPerformance: 'model_name, avg_reward and count of each',
      promptPerformance: 'prompt_id, avg_reward and count of each',
    },
  },
  details: `The averages are over the newest 100 runs, the tables over all runs with a reward.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const { recentStats: recent, modelPerformance, promptPerformance } = ledger.stats();
      if (wantsJson(call)) {
        printJson(call, { recentStats: recent, modelPerformance, promptPerformance });
        return;
      }
      call.print(`Last ${recent.totalRuns} ${recent.totalRuns === 1 ? 'run' : 'runs'}, on average:`);
      call.print(`  reward    ${recent.avgReward.toFixed(3)}`);
      call.print(`  cost      ${Math.round(recent.avgCost)} tokens`);
      call.print(`  duration  ${(recent.avgDuration / 1000).toFixed(1)} s`);
      const table = (name: string, rows: readonly (readonly [string, number, number])[]): void => {
        if (rows.length === 0) return;
        call.print('');
        call.print(
          formatTable(
            [name, 'reward', 'runs'],
            rows.map(([arm, reward, count]) => [arm, reward.toFixed(3), count]),
          ),
        );
      };
      table(
        'model',
        modelPerformance.map((row) => [row.model_name, row.avg_reward, row.count]),
      );
      table(
        'prompt',
        promptPerformance.map((row) => [row.prompt_id, row.avg_reward, row.count]),
      );
    } finally {
      ledger.close();
    }
  },
};
