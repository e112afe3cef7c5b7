import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { cardFields, hoverOf } from '../../../../src/agent/cards/card-fields.js';
import { cardSchema } from '../../../../src/agent/cards/card-schema.js';
import { cardTemplate } from '../../../../src/agent/cards/card-template.js';
import { parseDesignCard } from '../../../../src/agent/cards/parse-card.js';

const file = new URL('../../../../media/design-card.schema.json', import.meta.url);
const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));

describe('the schema of design cards', () => {
  it('is given to editors of YAML', () => {
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    const url = './media/design-card.schema.json';
    expect(manifest).toMatchObject({
      contributes: {
        yamlValidation: [{ fileMatch: ['**/.agent/tasks/*.yaml', '**/.agent/tasks/*.yml'], url }],
      },
    });
  });

  it('is in the file as the fields have it', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(cardSchema())));
  });

  it.each([
    ['name: a', true],
    ['name: add-react-hooks\nweb: on  # Enable web knowledge', true],
    ['name: a\nweb: off\nbudget: 0\nrole: judge\ncomplexity: easy\nlibrary: vue', true],
    ['name: a\ngoals: one', true],
    ['name: a\ngoals: [one, two]\nchecks: [npm test]\nallowedPaths: [src/**, ./lib, a.b/c..d]', true],
    ['name: a\ngoals:\nrole:\nweb:\nbudget:\nlibrary:', true],
    ['name: a\nsomething: else', true],
    ['goals: [a]', false],
    ['name:', false],
    ['name: "  "', false],
    ['name: 7', false],
    ['name: [a]', false],
    ['name: a\ngoals: 7', false],
    ['name: a\ngoals: [1]', false],
    ['name: a\ngoals: [""]', false],
    ['name: a\ngoals: {a: b}', false],
    ['name: a\nrole: boss', false],
    ['name: a\ncomplexity: huge', false],
    ['name: a\nbudget: cheap', false],
    ['name: a\nbudget: -1', false],
    ['name: a\nweb: perhaps', false],
    ['name: a\nweb: 1', false],
    ['name: a\nlibrary: [react]', false],
    ['name: a\nallowedPaths: [../other]', false],
    ['name: a\nallowedPaths: [src/../../other]', false],
    ['name: a\nallowedPaths: [/etc]', false],
    ['name: a\nallowedPaths: ["C:/x"]', false],
    ['name: a\nallowedPaths: ["~/x"]', false],
    ['name: a\nallowedPaths: ["!src"]', false],
    ["name: a\nallowedPaths: ['src\\a']", false],
    ['- a', false],
  ])('says the same as the parser of %j', (text, isValid) => {
    expect(z.fromJSONSchema(cardSchema()).safeParse(parse(text)).success).toBe(isValid);
    expect(parseDesignCard(text).card !== null).toBe(isValid);
  });
});

describe('the fields of a design card', () => {
  it.each(Object.entries(cardFields))('%s has an example that is right', (name, { example }) => {
    const text = name === 'name' ? example : `name: a\n${example}`;
    expect(parseDesignCard(text).problems).toEqual([]);
    expect(hoverOf(name)).toContain(example);
  });

  it('have no hover for what is none of them', () => {
    expect(hoverOf('toString')).toBeUndefined();
  });
});

describe('cardTemplate', () => {
  it('shows every field', () => {
    for (const name of Object.keys(cardFields))
      expect(cardTemplate('x')).toMatch(new RegExp(`^#? ?${name}:`, 'm'));
  });

  it.each(['add-login', 'yes', '7', 'a: b # c', '"quoted"'])('is a card once it has a goal: %j', (name) => {
    const text = cardTemplate(name).replace('  - ', '  - done');
    expect(parseDesignCard(text)).toMatchObject({ card: { name, goals: ['done'] }, problems: [] });
  });
});
