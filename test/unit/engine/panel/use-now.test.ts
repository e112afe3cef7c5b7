import { describe, expect, it } from 'vitest';
import { useNow, type KindStandings } from '../../../../src/engine/panel/use-now.js';
import type { Standing } from '../../../../src/learning/choice/standings.js';
import type { UseNow } from '../../../../src/shared/use-now.js';
import { standing } from './standing.js';

const [good, bad] = [{ wins: 18 }, { wins: 4 }];
const kind = (name: KindStandings['kind'], ...standings: Standing[]): KindStandings => ({
  kind: name,
  standings,
});
const words = ({ sentence }: UseNow): string => sentence.map(({ text }) => text).join('');

describe('what to use now', () => {
  it('tells kinds of tasks apart where another model is best, and names the prompt', () => {
    const prompt = standing('concise', { chooser: 'prompt', ...good });
    const said = useNow(
      [
        kind(null, standing('haiku', good), standing('sonnet', good), prompt),
        kind('fixer', standing('haiku', good), standing('sonnet', bad)),
        kind('coder', standing('haiku', bad), standing('sonnet', good)),
      ],
      46,
    );
    expect(words(said)).toBe('Here, use haiku for fixes and sonnet for features; prompt concise.');
    expect(said.basis).toBe('Based on 46 scored runs: probably.');
    expect(said.certainty).toBe('probably');
  });

  it('is one model where it is best for all', () => {
    const models = [standing('haiku', good), standing('sonnet', bad)];
    const said = useNow([kind(null, ...models), kind('fixer', ...models), kind('coder', ...models)], 40);
    expect(words(said)).toBe('Here, use haiku.');
  });

  it('is only as sure as its least sure part', () => {
    const prompt = standing('concise', { chooser: 'prompt', verdict: 'too early', moreRuns: 30 });
    const said = useNow(
      [kind(null, standing('haiku', { ...good, verdict: 'clearly', moreRuns: 0 }), prompt)],
      40,
    );
    expect(said.certainty).toBe('too early');
    expect(said.basis).toContain('about 30 more decide');
  });

  it('follows a pin, and passes over what is banned or retired', () => {
    const standings = [
      standing('banned', { wins: 20, rule: 'banned' }),
      standing('retired', { wins: 20, isRetired: true }),
      standing('best', good),
      standing('pinned', { ...bad, rule: 'pinned' }),
    ];
    expect(words(useNow([kind(null, ...standings)], 80))).toBe('Here, use pinned.');
  });

  it('says what is missing before there is anything to say', () => {
    const none = useNow([kind(null)], 0);
    expect(none.certainty).toBe('none');
    expect(none.basis).toMatch(/^No run is scored yet/);
    const few = useNow([kind(null, standing('haiku', { trials: 1, wins: 1 }))], 1);
    expect(few.basis).toBe(
      '1 scored run so far; about 2 more with the same model or prompt, and a first answer stands here.',
    );
  });
});
