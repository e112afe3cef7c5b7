/** One run as the benchmark records it: the values of each statement, in its order. */
export interface SampleRun {
  readonly run: readonly (string | number)[];
  readonly signals: readonly (string | number)[];
  readonly pair: readonly (string | number)[];
  readonly pulls: readonly (readonly (string | number)[])[];
}

export const statements = {
  run: 'INSERT INTO runs (task_slug, model_name, prompt_id, reward, cost_tokens, duration_ms) VALUES (?, ?, ?, ?, ?, ?)',
  signals: 'INSERT INTO signals VALUES ((SELECT max(id) FROM runs), ?, ?, ?, ?, ?, ?)',
  pair: 'INSERT INTO pairs (task_slug, role, prompt_json, output_json, label) VALUES (?, ?, ?, ?, ?)',
  pull: 'INSERT INTO pulls (ts, chooser, arm, arm_version, cause, trials, wins) VALUES (?, ?, ?, ?, ?, ?, ?)',
} as const;

const models = ['gpt-5', 'claude', 'gemini', 'qwen', 'llama'];
const roles = ['coder', 'fixer', 'judge'];
const ts = '2026-01-01 00:00:00';

/** The run of that number: always the same for the same number, so that all engines store the same. */
export function sampleRun(index: number, promptBytes: number, outputBytes: number): SampleRun {
  const task = `task-${index % 97}`;
  const model = models[index % models.length] ?? '';
  const prompt = `prompt-${index % 11}`;
  const reward = ((index * 7919) % 1000) / 1000;
  return {
    run: [task, model, prompt, reward, 1000 + (index % 5000), 200 + (index % 9000)],
    signals: [index % 4, index % 3, index % 5, ((index * 31) % 1000) / 10, 0, index % 2],
    pair: [
      task,
      roles[index % roles.length] ?? '',
      JSON.stringify('prompt '.repeat(promptBytes / 7)),
      JSON.stringify('output '.repeat(outputBytes / 7)),
      reward,
    ],
    pulls: [
      [ts, 'prompt', prompt, 'v1', 'run', 1, reward],
      [ts, 'model', model, 'v1', 'run', 1, reward],
    ],
  };
}
