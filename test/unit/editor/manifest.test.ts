import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandId, commandNames } from '../../../src/editor/commands.js';
import { settingDefinitions } from '../../../src/editor/settings.js';

const manifestText = readFileSync('package.json', 'utf8');
const manifest = z
  .object({
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string() })),
      configuration: z.object({
        properties: z.record(
          z.string(),
          z.object({
            default: z.unknown(),
            order: z.number(),
            scope: z.string(),
            markdownDescription: z.string(),
          }),
        ),
      }),
    }),
    capabilities: z.object({
      untrustedWorkspaces: z.object({ restrictedConfigurations: z.array(z.string()) }),
    }),
  })
  .parse(JSON.parse(manifestText));
const texts = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync('package.nls.json', 'utf8')));

const { commands, configuration } = manifest.contributes;
const settingIds = Object.keys(settingDefinitions).map((key) => `learningLoop.${key}`);

describe('package.json', () => {
  it('contributes exactly the commands that are registered', () => {
    expect(commands.map(({ command }) => command).sort()).toEqual(commandNames.map(commandId).sort());
    expect(new Set(commands.map(({ category }) => category))).toEqual(new Set(['Learning Loop']));
  });

  it('contributes exactly the settings that are read, with the same defaults', () => {
    expect(Object.keys(configuration.properties).sort()).toEqual(settingIds.sort());
    for (const [key, definition] of Object.entries(settingDefinitions)) {
      expect(configuration.properties[`learningLoop.${key}`]?.default).toEqual(definition.default);
    }
  });

  it('lets no untrusted workspace change a setting', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const where = 'list each setting in capabilities.untrustedWorkspaces.restrictedConfigurations';
    expect([...restrictedConfigurations].sort(), where).toEqual(settingIds.sort());
  });

  it('has every text it names in package.nls.json, and no other', () => {
    const named = [...manifestText.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    expect([...new Set(named)].sort()).toEqual(Object.keys(texts).sort());
  });
});

describe('settings', () => {
  it('accept their own defaults', () => {
    for (const { default: value, parse } of Object.values(settingDefinitions)) {
      expect(parse(value)).toEqual(value);
    }
  });
});
