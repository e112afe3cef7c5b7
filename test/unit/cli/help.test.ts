import { describe, expect, it } from 'vitest';
import { commandGroups, commands } from '../../../src/cli/commands.js';
import { explanation, overview } from '../../../src/cli/help.js';

describe('help', () => {
  it('lists every command with one line', () => {
    for (const { name, summary } of commands)
      expect(overview(commandGroups)).toMatch(new RegExp(`^  ${name}.* ${summary}$`, 'm'));
  });

  it.each(commands)('explains $name with all it takes, on lines that fit', (command) => {
    const text = explanation(command);
    for (const { name } of command.positionals) expect(text).toMatch(new RegExp(`^  ${name} `, 'm'));
    for (const name of [...Object.keys(command.options), 'root', 'help']) expect(text).toContain(`--${name}`);
    for (const field of Object.keys(command.json?.fields ?? {}))
      expect(text).toMatch(new RegExp(`^  ${field} +\\S`, 'm'));
    expect(text).toContain(command.details);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
