import * as assert from 'node:assert/strict';
import { commands, env } from 'vscode';
import type { RunView } from '../../src/learning/runs/run.js';
import { agree, finishRun, startRun } from './support/runs.js';

describe('commands called by code', () => {
  before('agree', agree);

  it('start a run with the suggestion', async () => {
    const request = { goal: 'use what is suggested', used: { kind: 'suggestion', agent: 'Script' } };
    const run = await commands.executeCommand<RunView>('learningLoop.startRun', request);
    assert.equal(run.author.agent, 'Script');
    assert.ok(run.author.promptId !== null && run.author.modelName !== null);
    await commands.executeCommand('learningLoop.copyPrompt');
    assert.match(await env.clipboard.readText(), /\S[\s\S]*\n\nuse what is suggested$/);
    await finishRun();
  });

  it('judge, discard and forget a run by its id', async () => {
    const run = await startRun('judge me');
    await finishRun();
    const judged = await commands.executeCommand<RunView>('learningLoop.rejectRun', run.id);
    assert.equal(judged.verdict, 0);
    const kept = await commands.executeCommand<RunView>('learningLoop.acceptRun', run.id);
    assert.equal(kept.verdict, 1);
    await commands.executeCommand('learningLoop.forgetRun', run.id);
    await assert.rejects(
      async () => commands.executeCommand('learningLoop.acceptRun', run.id),
      /not in the ledger/,
    );

    const second = await startRun('discard me');
    const discarded = await commands.executeCommand<RunView>('learningLoop.discardRun', second.id);
    assert.deepEqual([discarded.status, discarded.reward], ['discarded', null]);
  });

  it('refuse a second run while one is open', async () => {
    const run = await startRun('the first');
    await assert.rejects(async () => startRun('the second'), /still open/);
    await commands.executeCommand('learningLoop.discardRun', run.id);
  });

  it('say what is wrong with their argument', async () => {
    await assert.rejects(async () => commands.executeCommand('learningLoop.startRun', {}), /`goal`/);
    const elsewhere = { goal: 'a', folder: '/nowhere' };
    await assert.rejects(
      async () => commands.executeCommand('learningLoop.startRun', elsewhere),
      /not in a folder/,
    );
  });
});
