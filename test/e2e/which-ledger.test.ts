import * as assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fixesTotal } from '../fixtures/agent-replies/shop-replies.js';
import { OllamaFixture } from '../fixtures/ollama/ollama-fixture.js';
import { runFixtureAgent, copySampleWorkspace } from '../harness/workspace.js';
import { workbenchUrl } from '../harness/workbench.js';
import { query } from '../support/ledger-file.js';
import { AgentUser } from './agent-steps.js';
import { agree, openWorkspaceFile, typeGoal } from './steps.js';
import { useEditor } from './support/use-editor.js';

describe('which ledger', function () {
  this.timeout(180_000);
  const editor = useEditor({ folder: null });
  let ollama: OllamaFixture;
  before('start the fixture', async () => {
    ollama = await OllamaFixture.start();
  });
  after(() => ollama.stop());
  const hasLedger = (folder: string): boolean => existsSync(join(folder, '.agent', 'experience.db'));

  it('is asked where several folders are open, each with its own; our agent works in the folder of its card', async () => {
    const [first, second] = [await copySampleWorkspace(), await copySampleWorkspace()];
    AgentUser.setMachine(editor(), { 'learningLoop.ollamaUrl': ollama.host });
    const user = new AgentUser({ workbench: editor().workbench, folder: second });
    // Quick Open lists only what it has heard of for a while.
    user.card('mend-the-second', 'name: mend-the-second\ngoals: [The total is right]\n');
    const file = join(first, 'both.code-workspace');
    const folders = [
      { path: first, name: 'shop one' },
      { path: second, name: 'shop two' },
    ];
    writeFileSync(file, JSON.stringify({ folders }));
    await openWorkspaceFile(editor(), file, 'shop two');
    const { workbench } = editor();
    await workbench.runCommand('Learning Loop: Start Run');
    await workbench.pick('shop two');
    await agree(workbench, 'Numbers and texts');
    await typeGoal(workbench, 'Mend the second shop');
    await workbench.pick('By hand');
    await workbench.statusBarItem('Mend the second shop').waitFor();
    assert.deepEqual([hasLedger(first), hasLedger(second)], [false, true]);

    await user.finishRun();
    ollama.answer = () => ({ text: fixesTotal });
    await user.chooseAbove('mend-the-second');
    await user.takeModels();
    await user.runAsChosen();
    await user.letSend('on this machine');
    await user.pendingAre('src/cart.ts');
    // Edits are recorded before they are made.
    await workbench.notification('wait for your word').waitFor();
    assert.match(user.text('src/cart.ts'), /line\.quantity, 0/);
    assert.deepEqual([hasLedger(first), hasLedger(second)], [false, true]);
    assert.doesNotMatch(readFileSync(join(first, 'src', 'cart.ts'), 'utf8'), /line\.quantity, 0/);
  });

  it('lies at the git root when a folder below it is open, and names files from there', async () => {
    const folder = await copySampleWorkspace();
    const { workbench, server } = editor();
    await workbench.open(workbenchUrl(server, join(folder, 'src')));
    await workbench.runCommand('Learning Loop: Start Run');
    await agree(workbench, 'Numbers and texts');
    await typeGoal(workbench, 'Mend it from below');
    await workbench.pick('By hand');
    await workbench.statusBarItem('Mend it from below').waitFor();
    await runFixtureAgent('fix', folder);
    await workbench.runCommand('Learning Loop: Accept Run');
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification('scored').waitFor();
    assert.ok(!hasLedger(join(folder, 'src')));
    const [pair] = query(folder, 'SELECT output_json FROM pairs', z.object({ output_json: z.string() }));
    assert.match(pair?.output_json ?? '', /"src\/cart\.ts"/);
  });
});
