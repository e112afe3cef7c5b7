import * as assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { AgentUser } from './agent-steps.js';
import { agree } from './steps.js';
import { useEditor } from './support/use-editor.js';

describe('agents that ask', function () {
  this.timeout(180_000);
  const editor = useEditor();

  it('find the MCP server of a folder where score is kept, or get a prompt to paste', async () => {
    const { workbench, folder } = editor();
    assert.ok(folder);
    // Off in tests, as its buttons come and go.
    const settings = join(folder, '.vscode', 'settings.json');
    mkdirSync(dirname(settings), { recursive: true });
    writeFileSync(settings, JSON.stringify({ 'chat.disableAIFeatures': false }));
    await workbench.runCommand('Learning Loop: Keep Score in This Workspace');
    await agree(workbench, 'Numbers only');
    await workbench.runCommand('Learning Loop: Copy Suggested Prompt');
    await workbench.enter('Add a discount');
    await workbench.notification('Copied “').waitFor();
    await workbench.runCommand('MCP: List Servers');
    await workbench.option(`Learning Loop: ${basename(folder)}`).waitFor();
    await workbench.page.keyboard.press('Escape');

    AgentUser.setMachine(editor(), { 'learningLoop.offerMcpServer': false });
    await eventually('it is listed no more', async () => {
      await workbench.runCommand('MCP: List Servers');
      await workbench.option('Add Server').waitFor();
      const isListed = await workbench.option(`Learning Loop: ${basename(folder)}`).isVisible();
      await workbench.page.keyboard.press('Escape');
      return !isListed;
    });
  });
});
