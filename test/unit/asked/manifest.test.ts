import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { inputJsonSchema } from '../../../src/learning/asked/asked-tool.js';
import { askedTools } from '../../../src/learning/asked/asked-tools.js';
import { askedToolNames } from '../../../src/learning/asked/tool-names.js';

const tool = z.object({
  name: z.string(),
  displayName: z.string(),
  modelDescription: z.string(),
  inputSchema: z.record(z.string(), z.unknown()),
  canBeReferencedInPrompt: z.literal(true),
});
const { contributes } = z
  .object({ contributes: z.object({ languageModelTools: z.array(tool) }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

it('package.json contributes each tool with the words and the input that it has everywhere', () => {
  expect(contributes.languageModelTools.map(({ name }) => name)).toEqual(
    askedToolNames.map((name) => `learningLoop_${name}`),
  );
  for (const [index, asked] of askedTools.entries())
    expect(contributes.languageModelTools[index]).toMatchObject({
      name: `learningLoop_${asked.name}`,
      displayName: asked.title,
      modelDescription: asked.description,
      inputSchema: inputJsonSchema(asked),
    });
});
