import { Ledger } from '../../learning/ledger.js';
import { measureNames, optionRows, overallRows } from '../../learning/measured/measurement-words.js';
import type { Command } from '../command.js';
import { formatTable } from '../table.js';
import { printJson, wantsJson } from '../print-json.js';

export const measured: Command = {
  name: 'measured',
  summary: 'Show what the extension is said to change beside what is measured here.',
  positionals: [],
  options: {},
  json: {
    prints: 'a list of objects',
    fields: {
      measure: 'what is measured',
      of: 'the option: chooser and arm; null for all runs',
      expected: 'what using the extension is said to change',
      runs: 'how many were measured',
      neededRuns: 'how many it takes',
      estimate: 'value and 95 % interval; null while the runs are too few',
    },
  },
  details: `Each value stands with its 95 % interval, or with how many runs are still missing. A
convention is broken by a run that introduces a lint, schema or boundary error.`,
  run(call) {
    const ledger = new Ledger(call.root, { readOnly: true, create: false });
    try {
      const all = ledger.measured();
      if (wantsJson(call)) {
        printJson(call, all);
        return;
      }
      call.print(formatTable(['', 'measured here', 'expected'], overallRows(all)));
      for (const chooser of ['prompt', 'model'] as const) {
        const rows = optionRows(all, chooser);
        const heads = [chooser, measureNames.winRate.toLowerCase(), measureNames.costUsd.toLowerCase()];
        if (rows.length > 0) call.print(`\n${formatTable(heads, rows)}`);
      }
    } finally {
      ledger.close();
    }
  },
};
