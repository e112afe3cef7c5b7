import { describe, expect, it } from 'vitest';
import { modelfileOf } from '../../../../src/agent/ollama/modelfile.js';
import { withTunedArm } from '../../../../src/agent/ollama/tuned-arm.js';

describe('modelfileOf', () => {
  it('writes what ollama create reads', () => {
    const parameters = { temperature: 0.2, stop: 'END' };
    const adapter = './coder_adapter.gguf';
    expect(modelfileOf({ from: 'qwen2.5-coder:7b', adapter, system: 'Be\n"""precise"""', parameters })).toBe(
      'FROM qwen2.5-coder:7b\nADAPTER ./coder_adapter.gguf\nSYSTEM """Be\n"precise""""\nPARAMETER temperature 0.2\nPARAMETER stop END\n',
    );
  });

  it('lets no value begin another line', () => {
    const text = modelfileOf({ from: 'a\nADAPTER /etc/passwd', adapter: 'b', system: '', parameters: {} });
    expect(text.split('\n').filter((line) => line.startsWith('ADAPTER'))).toEqual(['ADAPTER b']);
  });
});

describe('withTunedArm', () => {
  const text =
    '[\n  // ours\n  { "id": "base", "name": "Base", "wins": 3, "trials": 4, "cost_per_1k": 0 }\n]\n';
  const tuned = { id: 'my-coder-tuned', base: 'base', baseMean: 0.75 };

  it('adds an arm with the mean of its base as a weak start, and keeps what people wrote', () => {
    const added = withTunedArm('m.json', text, tuned);
    expect(added).toContain('// ours');
    expect(JSON.parse(added.replace('// ours', ''))).toMatchObject([
      { id: 'base' },
      { id: 'my-coder-tuned', base: 'base', cost_per_1k: 0, wins: 1.5, trials: 2 },
    ]);
    expect(withTunedArm('m.json', added, tuned)).toBe(added);
  });

  it('refuses to touch what is no list', () => {
    expect(() => withTunedArm('m.json', '{}', tuned)).toThrow('m.json:1:1');
  });
});
