import { describe, expect, it } from 'vitest';
import { OpenChoices } from '../../../src/learning/runs/open-choices.js';

function settle(script: string): string[] {
  const choices = new OpenChoices();
  let next = 1;
  return script.split(' ').map((step) => {
    if (step === 'choose') {
      choices.chosen('prompt', 'a', next);
      return String(next++);
    }
    if (step === 'run') {
      const settles = choices.forRun('prompt', 'a');
      return settles.kind === 'decision'
        ? `counts ${settles.decision}`
        : settles.kind === 'nothing'
          ? 'counts'
          : '-';
    }
    const settles = choices.forUpdate('prompt', 'a');
    if (settles.kind === 'decision') choices.updated('prompt', 'a', 100 + settles.decision);
    return settles.kind === 'decision'
      ? `counts ${settles.decision}`
      : settles.kind === 'nothing'
        ? 'counts'
        : '-';
  });
}

describe('a choice is settled once', () => {
  it.each([
    ['choose run update', ['1', 'counts 1', '-']],
    ['choose update run', ['1', 'counts 1', '-']],
    ['choose update run choose run update', ['1', 'counts 1', '-', '2', 'counts 2', '-']],
    ['choose choose run run', ['1', '2', 'counts 1', 'counts 2']],
    ['run update', ['counts', 'counts']],
    ['update update', ['counts', 'counts']],
    ['choose update choose update run run', ['1', 'counts 1', '2', 'counts 2', '-', 'counts']],
    ['choose run choose run update update', ['1', 'counts 1', '2', 'counts 2', '-', 'counts']],
  ])('%s', (script, expected) => {
    expect(settle(script)).toEqual(expected);
  });
});
