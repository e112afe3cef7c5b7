import { describe, expect, it } from 'vitest';
import { settingDefinitions } from '../../../../src/editor/settings.js';

describe('learningLoop.ollamaUrl', () => {
  const { parse } = settingDefinitions.ollamaUrl;

  it('is an address without a slash at its end', () => {
    expect(parse('http://127.0.0.1:11434/')).toBe('http://127.0.0.1:11434');
    expect(parse('https://gpu-box/ollama')).toBe('https://gpu-box/ollama');
  });

  it.each(['', '127.0.0.1:11434', 'localhost:11434', 'file:///etc/passwd', 11434, null])(
    'is not %j',
    (value) => {
      expect(parse(value)).toBeUndefined();
    },
  );
});
