import * as assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { z } from 'zod';
import type { RunView } from '../../src/learning/runs/run.js';
import { eventually } from '../support/eventually.js';
import { query } from '../support/ledger-file.js';
import { agree, finishRun, openFolder, startRun } from './support/runs.js';

const row = z.object({ formula: z.string() });

async function acceptedRun(goal: string): Promise<RunView> {
  const run = await startRun(goal);
  await commands.executeCommand('learningLoop.acceptRun', run.id);
  return finishRun();
}

function formulaOf({ id }: RunView): string | undefined {
  return query(openFolder(), `SELECT formula FROM run_facts WHERE id = '${id}'`, row)[0]?.formula;
}

describe('the formula', function () {
  this.timeout(60_000);
  const settings = (): ReturnType<typeof workspace.getConfiguration> =>
    workspace.getConfiguration('learningLoop', workspace.workspaceFolders?.[0]);

  before('agree', agree);
  after('use the default', () => settings().update('rewardFormula', undefined));

  it('that is set scores from then on, and history when it is asked for', async () => {
    const first = await acceptedRun('by the default');
    assert.equal(formulaOf(first), 'classic');
    await settings().update('rewardFormula', 'gated');
    const second = await acceptedRun('by the other');
    assert.deepEqual([formulaOf(first), formulaOf(second)], ['classic', 'gated']);
    const count = await commands.executeCommand<number>('learningLoop.scoreAgain');
    assert.equal(count, 2);
    await eventually('both are scored by it', () => formulaOf(first) === 'gated');
  });
});
