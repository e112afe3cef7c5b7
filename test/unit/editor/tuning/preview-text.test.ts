import { describe, expect, it } from 'vitest';
import { notLocalInWords, previewText } from '../../../../src/editor/tuning/preview-text.js';
import type { ExportPreview } from '../../../../src/learning/dataset/export-report.js';

const preview: ExportPreview = {
  format: 'sft',
  examples: 4,
  byRole: { coder: 2, fixer: 1, judge: 1 },
  leftOut: { score: 3, rejected: 1 },
  replaced: { email: 2 },
  models: [
    { model: 'qwen2.5-coder:7b', origin: 'local', examples: 2 },
    { model: 'gpt-4o|x', origin: 'hosted', examples: 1 },
    { model: null, origin: 'unknown', examples: 1 },
  ],
  samples: [{ role: 'coder', line: JSON.stringify({ input: 'a ```` b', output: 'c' }) }],
};

describe('previewText', () => {
  it('says how many there are, what was left out and why, whose work it is, and how ready it is', () => {
    const text = previewText(preview);
    expect(text).toContain('| coder_sft.jsonl | 2 |');
    expect(text).toContain('3 without a score, or with too low a one, 1 rejected');
    expect(text).toContain('email 2. Texts were cleaned');
    expect(text).toContain('| gpt-4o x | elsewhere: look at its terms | 1 |');
    expect(text).toContain('2 examples: too few to learn from.');
  });

  it('keeps a sample inside its fence, whatever it contains', () => {
    expect(previewText(preview)).toContain('`````json\n{\n  "input": "a ```` b",\n  "output": "c"\n}\n`````');
  });

  it('says where nothing was left out or found, and tells nothing of readiness where nothing is known', () => {
    const text = previewText({ ...preview, format: 'dpo', leftOut: {}, replaced: {} });
    expect(text).toContain('## Left out\n\nNothing.');
    expect(text).toContain('Nothing was found.');
    expect(text).not.toContain('too few');
  });
});

describe('notLocalInWords', () => {
  it('names whose terms may stand against training, and the unknown', () => {
    expect(notLocalInWords(preview.models)).toBe('gpt-4o|x (1 example), not known (1 example)');
    expect(notLocalInWords(preview.models.slice(0, 1))).toBe('');
  });
});
