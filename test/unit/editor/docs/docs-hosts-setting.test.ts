import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { settingDefinitions } from '../../../../src/editor/settings.js';

const manifest = z
  .object({
    contributes: z.object({
      configuration: z.object({ properties: z.record(z.string(), z.object({ scope: z.string() })) }),
    }),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

describe('learningLoop.docsHosts', () => {
  it('belongs to the machine, so that no workspace can add a host', () => {
    expect(manifest.contributes.configuration.properties['learningLoop.docsHosts']?.scope).toBe('machine');
  });

  it('is a list of names', () => {
    const { parse } = settingDefinitions.docsHosts;
    expect(parse(['docs.example.com'])).toEqual(['docs.example.com']);
    expect(parse('docs.example.com')).toBeUndefined();
    expect(parse([1])).toBeUndefined();
  });
});
