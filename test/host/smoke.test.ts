import * as assert from 'node:assert/strict';
import { commands } from 'vscode';
import { z } from 'zod';
import { learningLoop } from './support/learning-loop.js';

const manifestSchema = z.object({
  contributes: z.object({ commands: z.array(z.object({ command: z.string() })).default([]) }),
});

describe('the extension', () => {
  it('activates and registers every command that its manifest names', async () => {
    const extension = learningLoop();
    await extension.activate();
    const { contributes } = manifestSchema.parse(extension.packageJSON);
    const named = contributes.commands.map(({ command }) => command);
    const registered = new Set(await commands.getCommands(true));
    assert.ok(named.length > 0, 'the manifest names commands');
    assert.deepEqual(
      named.filter((command) => !registered.has(command)),
      [],
    );
  });
});
