import {
  backfillNames,
  findSources,
  readSources,
  type BackfillName,
  type BackfillSource,
} from '../../learning/agents/backfill.js';
import { personsPlaces } from '../../learning/agents/own-transcript.js';
import { counted } from '../../learning/asked/answer-text.js';
import { Ledger } from '../../learning/ledger.js';
import type { Command, CommandCall } from '../command.js';
import { formatBytes } from '../format-bytes.js';
import { UsageError } from '../usage-error.js';
import { printJson, wantsJson } from '../print-json.js';

export const backfill: Command = {
  name: 'backfill',
  summary: 'Add what agents did here before, from their transcripts and the history.',
  positionals: [],
  options: {
    agent: { type: 'string', placeholder: 'NAMES', help: `of ${backfillNames.join(',')}; all by default` },
    'dry-run': { type: 'boolean', help: 'list what would be read, and read nothing' },
    undo: { type: 'boolean', help: 'remove all that was added this way' },
  },
  json: {
    prints: 'an object',
    fields: {
      sources: 'what is read: name, place, files, sizeBytes',
      added: 'how many runs',
      problems: 'what could not be read',
      removed: 'how many runs --undo took out',
    },
  },
  details: `Lists what it reads first: transcripts that Claude Code and Codex keep in your home folder,
and commits that name an agent as an author. Runs found there are marked as from before:
"learning-loop runs --backfilled" lists them; they are in no standings, no choice and no export,
as nobody saw how they came out. Doing it again adds nothing twice.`,
  run(call) {
    const ledger = new Ledger(call.root, { create: false });
    try {
      if (call.values['undo'] === true) undo(call, ledger);
      else read(call, ledger);
    } finally {
      ledger.close();
    }
  },
};

function undo(call: CommandCall, ledger: Ledger): void {
  const removed = ledger.forgetBackfilled();
  if (wantsJson(call)) printJson(call, { sources: [], added: 0, problems: [], removed });
  else call.print(`Removed ${counted(removed, 'run')} from before.`);
}

function read(call: CommandCall, ledger: Ledger): void {
  const isJson = wantsJson(call);
  const isDry = call.values['dry-run'] === true;
  const sources = findSources(call.root, personsPlaces(), namesOf(call));
  if (!isJson) for (const source of sources) call.print(inWords(source));
  const { runs, problems } = isDry ? { runs: [], problems: [] } : readSources(sources, call.root);
  const added = isDry ? 0 : ledger.backfill(runs);
  if (isJson) printJson(call, { sources, added, problems, removed: 0 });
  else if (isDry) call.print('Nothing was read. Without --dry-run it is.');
  else for (const line of [...problems, `Added ${counted(added, 'run')} from before.`]) call.print(line);
}

function namesOf({ values: { agent } }: CommandCall): readonly BackfillName[] {
  if (typeof agent !== 'string') return backfillNames;
  return agent.split(',').map((asked) => {
    const name = backfillNames.find((each) => each === asked.trim());
    if (name === undefined) throw new UsageError(`--agent is one or more of ${backfillNames.join(',')}.`);
    return name;
  });
}

function inWords({ name, place, files, sizeBytes }: BackfillSource): string {
  return name === 'commits'
    ? `commits      the history of ${place}`
    : `${name.padEnd(12)} ${counted(files.length, 'file')} below ${place}, ${formatBytes(sizeBytes)}`;
}
