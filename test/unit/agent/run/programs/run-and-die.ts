// Runs a card without an editor, with escalation, and copies its folder at many points: before and after a note of the journal, or a
// record of its edits, is on the disk. At its end, or at the one point that it is given, it kills itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseDesignCard } from '../../../../../src/agent/cards/parse-card.js';
import { parseEndpoint } from '../../../../../src/agent/models/endpoint.js';
import { userModels } from '../../../../../src/agent/models/user-models.js';
import { asSuggested } from '../../../../../src/agent/run/choice.js';
import { openNodeAgent } from '../../../../../src/agent/run/node/node-agent.js';
import type { EditLedger } from '../../../../../src/agent/run/node/recorded-files.js';
import type { Journals } from '../../../../../src/agent/run/ports.js';
import { runCard } from '../../../../../src/agent/run/run-card.js';

const [root = '', local = '', remote = '', cardText = '', copies = '', lastPoint = ''] =
  process.argv.slice(2);
let passed = 0;

function pass(): void {
  passed += 1;
  // Hard links stay what they are: the lock of the ledger is one.
  const { status } = spawnSync('cp', ['-a', root, join(copies, String(passed))]);
  if (status !== 0) throw new Error('the folder could not be copied');
  if (passed === Number(lastPoint)) process.kill(process.pid, 'SIGKILL');
}

function copyingJournals(journals: Journals): Journals {
  return {
    found: () => journals.found(),
    begin: () => {
      pass();
      const journal = journals.begin();
      return {
        note: (step, runId) => {
          pass();
          journal.note(step, runId);
          pass();
        },
        end: () => {
          pass();
          journal.end();
        },
      };
    },
  };
}

function copyingRecords(ledger: EditLedger): EditLedger {
  return {
    ...ledger,
    savePending: async (put, drop) => {
      pass();
      await ledger.savePending(put, drop);
      pass();
    },
    saveRunFiles: async (runId, files) => {
      pass();
      await ledger.saveRunFiles(runId, files);
      pass();
    },
  };
}

async function main(): Promise<void> {
  const { card } = parseDesignCard(cardText);
  if (card === null) throw new Error('the card is wrong');
  const yes = (): Promise<boolean> => Promise.resolve(true);
  const agent = await openNodeAgent({
    ...{ root, checkout: root },
    models: userModels({}, { endpoints: [parseEndpoint(local, 'ollama'), parseEndpoint(remote, 'work')] }),
    consent: {
      choose: (suggestion) => Promise.resolve(asSuggested(suggestion)),
      ...{ send: yes, unknownPrice: yes, protectedChanges: yes, runChecks: yes },
    },
    remember: copyingRecords,
  });
  const ports = { ...agent.ports, journals: copyingJournals(agent.ports.journals) };
  await runCard(card, ports, { signal: new AbortController().signal, escalates: true });
  process.kill(process.pid, 'SIGKILL');
}

main().catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
