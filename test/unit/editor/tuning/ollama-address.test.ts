import { describe, expect, it } from 'vitest';
import { isThisMachine, whereInWords } from '../../../../src/editor/tuning/ollama-address.js';

describe('where Ollama is', () => {
  it.each(['http://127.0.0.1:11434', 'http://localhost:11434', 'http://[::1]:11434', 'http://127.9.9.9'])(
    '%s is this machine',
    (address) => {
      expect(isThisMachine(address)).toBe(true);
      expect(whereInWords(address)).toContain('Nothing leaves it');
    },
  );

  it.each([
    'http://192.168.0.7:11434',
    'https://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
  ])('%s may be another', (address) => {
    expect(isThisMachine(address)).toBe(false);
    expect(whereInWords(address)).toContain('ANOTHER machine');
  });
});
