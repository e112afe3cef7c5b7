import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Reviewer } from './review-steps.js';
import { agree } from './steps.js';
import { useEditor } from './support/use-editor.js';

describe('the first edits of an agent', function () {
  this.timeout(240_000);
  const editor = useEditor();

  it('bring the question once, and wait for a word after a yes', async () => {
    const reviewer = new Reviewer(editor());
    const { workbench } = reviewer;
    await workbench.statusBarItem('No run yet').waitFor();
    // That the folder is watched is shown nowhere.
    await sleep(3000);
    reviewer.script('echo 1 >> src/cart.ts; mkdir src/tax; echo 1 > src/tax/rate.ts');
    await workbench.notification('An agent changed 2 files. Keep score here?').waitFor();
    assert.equal(existsSync(join(reviewer.folder, '.agent', 'experience.db')), false);
    await workbench.answerNotification('An agent changed 2 files', 'Keep Score…');
    await agree(workbench, 'Numbers only');
    await reviewer.openList();
    await reviewer.row('cart.ts').waitFor();
    await reviewer.row('rate.ts').waitFor();
    await reviewer.pendingAre('src/cart.ts', 'src/tax/rate.ts');
    await reviewer.press(reviewer.row('cart.ts'), 'Reject File');
    await reviewer.becomes('src/cart.ts', reviewer.committed('src/cart.ts'));
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.isJudged('src/tax/rate.ts', 'kept', 'bulk');
    assert.equal(reviewer.runCount(), 1);
  });
});

describe('edits of an agent without runs that open by themselves', function () {
  this.timeout(240_000);
  const editor = useEditor({ settings: { 'learningLoop.automaticRuns': false } });

  it('wait for a word, and open no run', async () => {
    const reviewer = new Reviewer(editor());
    await reviewer.begin();
    reviewer.script('echo 1 >> src/cart.ts');
    await reviewer.row('cart.ts').waitFor();
    await reviewer.press(reviewer.row('cart.ts'), 'Reject File');
    await reviewer.becomes('src/cart.ts', reviewer.committed('src/cart.ts'));
    await reviewer.pendingAre();
    assert.equal(reviewer.runCount(), 0);
  });
});
