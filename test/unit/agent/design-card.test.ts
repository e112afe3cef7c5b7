import { describe, expect, it } from 'vitest';
import { parseDesignCard } from '../../../src/agent/design-card.js';

describe('parseDesignCard', () => {
  it('takes the shortest card there is', () => {
    const text = '# .agent/tasks/my-task.yaml\nname: add-react-hooks\nweb: on  # Enable web knowledge\n';
    expect(parseDesignCard(text)).toEqual({
      card: { name: 'add-react-hooks', goals: [], complexity: null, role: 'coder' },
      problems: [],
    });
  });

  it('reads every field', () => {
    const text = 'name: fix it\ngoals:\n  - tests pass\n  - no lint errors\ncomplexity: hard\nrole: fixer\n';
    expect(parseDesignCard(text).card).toEqual({
      name: 'fix it',
      goals: ['tests pass', 'no lint errors'],
      complexity: 'hard',
      role: 'fixer',
    });
  });

  it('takes a single goal without a list', () => {
    expect(parseDesignCard('name: a\ngoals: tests pass\n').card?.goals).toEqual(['tests pass']);
  });

  it('says where broken YAML breaks', () => {
    const { card, problems } = parseDesignCard('name: a\ngoals: [one, two\nrole: coder\n');
    expect(card).toBeNull();
    expect(problems[0]).toMatchObject({ line: 3 });
    expect(problems[0]?.column).toBeGreaterThan(0);
  });

  it('says where each wrong field is, all at once', () => {
    const { card, problems } = parseDesignCard('name: 7\ngoals:\n  - 1\ncomplexity: huge\nrole: boss\n');
    expect(card).toBeNull();
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 7],
      [3, 3],
      [4, 13],
      [5, 7],
    ]);
    expect(problems[2]?.message).toContain('easy, medium, hard');
  });

  it.each([[''], ['just words'], ['- a\n- list\n'], ['goals: [a]\n']])('refuses %j', (text) => {
    expect(parseDesignCard(text).card).toBeNull();
  });
});
