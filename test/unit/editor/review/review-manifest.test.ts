import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { beforeScheme } from '../../../../src/editor/review/before-uri.js';

const item = z.object({ command: z.string().optional(), when: z.string().optional() });
const { contributes } = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), icon: z.string().optional() })),
      menus: z.record(z.string(), z.array(item)),
      keybindings: z.array(
        z.object({ command: z.string(), key: z.string(), mac: z.string(), when: z.string() }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const commands = new Map(contributes.commands.map((each) => [each.command, each]));

describe('menus and keys', () => {
  it('name only commands that exist', () => {
    const items = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const named = items.flatMap(({ command }) => (command === undefined ? [] : [command]));
    expect(named.filter((each) => !commands.has(each))).toEqual([]);
  });

  it('shadow no key while nothing is pending', () => {
    for (const { when } of contributes.keybindings)
      expect(when).toMatch(/learningLoop\.(file)?[hH]asPending/);
  });

  it('put our buttons on our own comparison only, each with an icon', () => {
    const buttons = contributes.menus['scm/change/title'] ?? [];
    expect(buttons).not.toEqual([]);
    for (const { command, when } of buttons) {
      expect(when).toBe(`originalResourceScheme == ${beforeScheme}`);
      expect(commands.get(command ?? '')?.icon).toMatch(/^\$\(.+\)$/);
    }
  });
});
