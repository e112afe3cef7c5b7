import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../harness/paths.js';
import { runFixtureAgent } from '../harness/workspace.js';
import { Reviewer } from './review-steps.js';
import { useEditor } from './support/use-editor.js';

const line = z.object({ instruction: z.string(), input: z.string(), output: z.string() });

describe('what is exported to train on', function () {
  this.timeout(240_000);
  const editor = useEditor();

  it('for all three roles comes from one run that a person reviewed', async () => {
    const reviewer = new Reviewer(editor());
    const { folder, workbench } = reviewer;
    const runChecks = async (): Promise<void> => {
      for (const task of ['build', 'lint', 'test']) await workbench.runTask(task);
    };
    await reviewer.begin();
    await runChecks();
    await runFixtureAgent('fix', folder);
    await reviewer.pendingAre('src/cart.ts', 'src/discount.ts', 'src/receipt.ts');
    await runChecks();
    await reviewer.open('cart.ts');
    await reviewer.shows('line.unitPrice * line.quantity');
    await reviewer.lens('Keep').first().click();
    await reviewer.pendingAre('src/discount.ts', 'src/receipt.ts');
    await workbench.runCommand('Learning Loop: Keep All');
    await reviewer.pendingAre();
    await workbench.runCommand('Learning Loop: Finish Run');
    await workbench.notification(/scored .* kept/).waitFor();

    execFileSync(process.execPath, [join(projectRoot, 'dist', 'make-sft.cjs'), folder, '--min-reward=0.7']);
    const examples = (role: string): z.infer<typeof line>[] =>
      readFileSync(join(folder, '.agent', 'sft', `${role}_sft.jsonl`), 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => line.parse(JSON.parse(text)));
    assert.match(examples('coder')[0]?.output ?? '', /\+.*line\.unitPrice \* line\.quantity/);
    assert.match(
      examples('fixer')[0]?.input ?? '',
      /# diagnostics\n[\s\S]*src\/receipt\.ts TS2322[\s\S]*1 failed\n {2}cart > counts every piece/,
    );
    // All three files were edited by the run when it ended.
    assert.match(examples('coder')[0]?.input ?? '', /^main: cart\.ts, discount\.ts and 1 more/);
    assert.match(examples('judge')[0]?.output ?? '', /Verdict: kept/);
  });
});
