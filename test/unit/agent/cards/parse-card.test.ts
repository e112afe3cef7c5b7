import { describe, expect, it } from 'vitest';
import { parseDesignCard } from '../../../../src/agent/cards/parse-card.js';

const shortest = {
  name: 'a',
  goals: ['a'],
  acceptance: [],
  constraints: [],
  allowedPaths: [],
  role: 'coder',
  complexity: null,
  budgetUsd: null,
  web: false,
  library: null,
  checks: [],
};

function placesIn(text: string): string[] {
  return parseDesignCard(text).problems.map(
    ({ severity, line, column, endLine, endColumn }) =>
      `${severity} ${line}:${column}-${endLine}:${endColumn}`,
  );
}

describe('parseDesignCard', () => {
  it('takes the shortest card there is', () => {
    expect(parseDesignCard('name: a\n')).toEqual({ card: shortest, problems: [] });
  });

  it('takes a card with a comment behind a switch, its goals from its name', () => {
    const text = '# .agent/tasks/my-task.yaml\nname: add-react-hooks\nweb: on  # Enable web knowledge\n';
    const card = { ...shortest, name: 'add-react-hooks', goals: ['add react hooks'], web: true };
    expect(parseDesignCard(text)).toEqual({ card, problems: [] });
  });

  it('reads every field', () => {
    const text = `name: fix it
goals:
  - tests pass
  - no lint errors
acceptance: [a test covers it]
constraints: [no new dependency]
allowedPaths: [src/**, README.md]
role: fixer
complexity: hard
budget: 0.5
web: yes
library: react
checks: [npm test]
`;
    expect(parseDesignCard(text)).toEqual({
      card: {
        name: 'fix it',
        goals: ['tests pass', 'no lint errors'],
        acceptance: ['a test covers it'],
        constraints: ['no new dependency'],
        allowedPaths: ['src/**', 'README.md'],
        role: 'fixer',
        complexity: 'hard',
        budgetUsd: 0.5,
        web: true,
        library: 'react',
        checks: ['npm test'],
      },
      problems: [],
    });
  });

  it.each([
    ['on', true],
    ['off', false],
    ['true', true],
    ['false', false],
    ['yes', true],
    ['no', false],
    ['"on"', true],
    ['', false],
  ])('reads the switch %j', (word, web) => {
    expect(parseDesignCard(`name: a\nweb: ${word}  # like this\n`).card?.web).toBe(web);
  });

  it('takes a single goal without a list', () => {
    expect(parseDesignCard('name: a\ngoals: tests pass\n').card?.goals).toEqual(['tests pass']);
  });

  it('makes words of a name in camel case', () => {
    expect(parseDesignCard('name: addLogin_form\n').card?.goals).toEqual(['add login form']);
  });

  it('follows an alias', () => {
    const text = 'name: a\ngoals: &all [one, two]\nacceptance: *all\n';
    expect(parseDesignCard(text).card?.acceptance).toEqual(['one', 'two']);
  });

  it('takes fields that are left empty as left out', () => {
    expect(parseDesignCard('name: a\ngoals:\nrole:\nbudget:\nchecks: []\n').card).toEqual(shortest);
  });

  it('says where broken YAML breaks', () => {
    const { card, problems } = parseDesignCard('name: a\ngoals: [one, two\nrole: coder\n');
    expect(card).toBeNull();
    expect(problems[0]).toMatchObject({ severity: 'error', line: 3 });
    expect(problems[0]?.column).toBeGreaterThan(0);
  });

  it('says where each wrong field begins and ends, all at once', () => {
    const text = 'name: 7\ngoals:\n  - fine\n  - 1\ncomplexity: huge\nrole: boss\nbudget: -1\nweb: maybe\n';
    expect(parseDesignCard(text).card).toBeNull();
    expect(placesIn(text)).toEqual([
      'error 1:7-1:8',
      'error 4:5-4:6',
      'error 6:7-6:11',
      'error 5:13-5:17',
      'error 7:9-7:11',
      'error 8:6-8:11',
    ]);
    expect(parseDesignCard(text).problems[3]?.message).toContain('easy, medium, hard');
  });

  it('warns of a field it does not know and says which one was meant', () => {
    const text = 'name: a\nallowedpath: [src]\nowner: me\n';
    const { card, problems } = parseDesignCard(text);
    expect(card).toEqual(shortest);
    expect(placesIn(text)).toEqual(['warning 2:1-2:12', 'warning 3:1-3:6']);
    expect(problems[0]?.message).toContain('Did you mean `allowedPaths`?');
    expect(problems[1]?.message).not.toContain('Did you mean');
  });

  it('puts errors before warnings', () => {
    expect(placesIn('owner: me\nname: [a]\n')).toEqual(['error 2:7-2:10', 'warning 1:1-1:6']);
  });

  it.each([['../other'], ['/etc'], ['C:/Windows'], ['~/notes'], ['src\\login'], ['!src/generated']])(
    'refuses the allowed path %j',
    (path) => {
      expect(parseDesignCard(`name: a\nallowedPaths: ['${path}']\n`).card).toBeNull();
    },
  );

  it.each([[''], ['just words'], ['- a\n- list\n'], ['goals: [a]\n'], ['name: "  "\n'], ['name: [a]\n']])(
    'refuses %j',
    (text) => {
      expect(parseDesignCard(text).card).toBeNull();
    },
  );

  it('refuses a text that is far too long without reading it', () => {
    const { card, problems } = parseDesignCard(`name: a\n${'# long\n'.repeat(100_000)}`);
    expect(card).toBeNull();
    expect(problems).toHaveLength(1);
  });
});
