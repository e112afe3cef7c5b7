import { describe, expect, it } from 'vitest';
import { preferredModels } from '../../../src/learning/choice/model-tier.js';

const models = [
  { id: 'local', costPer1k: 0 },
  { id: 'mini', costPer1k: 0.15 },
];

describe('the models to begin with', () => {
  it('are free for an easy task, paid for a hard one, all otherwise', () => {
    expect(preferredModels(models, 'easy')).toEqual(new Set(['local']));
    expect(preferredModels(models, 'hard')).toEqual(new Set(['mini']));
    expect(preferredModels(models, 'medium')).toEqual(new Set(['local', 'mini']));
    expect(preferredModels(models, null)).toEqual(new Set(['local', 'mini']));
  });

  it('are all there are when the tier is empty', () => {
    expect(preferredModels([{ id: 'local', costPer1k: 0 }], 'hard')).toEqual(new Set(['local']));
  });
});
