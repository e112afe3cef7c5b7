import { describe, expect, it } from 'vitest';
import { preferredModels } from '../../../src/learning/choice/model-tier.js';

const local = { id: 'local', costPer1k: 0, isInPlan: false };
const models = [
  local,
  { id: 'mini', costPer1k: 0.15, isInPlan: false },
  { id: 'copilot', costPer1k: 0, isInPlan: true },
  { id: 'unknown', costPer1k: undefined, isInPlan: false },
];

describe('the models to begin with', () => {
  it('are local for an easy task, paid or in a plan for a hard one, all otherwise', () => {
    const all = ['local', 'mini', 'copilot', 'unknown'];
    expect([...preferredModels(models, 'easy').arms]).toEqual(['local']);
    expect([...preferredModels(models, 'hard').arms]).toEqual(['mini', 'copilot', 'unknown']);
    expect([...preferredModels(models, 'medium').arms]).toEqual(all);
    expect([...preferredModels(models, null).arms]).toEqual(all);
  });

  it('are all there are when the tier is empty', () => {
    expect([...preferredModels([local], 'hard').arms]).toEqual(['local']);
  });
});
