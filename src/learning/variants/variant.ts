/** A prompt of the portfolio, as its index file has it. */
export interface PromptVariant {
  readonly id: string;
  readonly name: string;
  /** Which text it uses: a file `.agent/prompts/<template>.md`, else a text of ours. */
  readonly template: string;
  /** Sum of rewards, each in [0, 1]. */
  readonly wins: number;
  readonly trials: number;
}

/** A model of the router, as its index file has it. */
export interface ModelVariant {
  readonly id: string;
  readonly name: string;
  /** US dollars per 1,000 tokens; 0 runs for free. */
  readonly cost_per_1k: number;
  readonly wins: number;
  readonly trials: number;
}

export const defaultPrompts: readonly PromptVariant[] = [
  { id: 'default', name: 'Default Prompt', template: 'default', wins: 0, trials: 0 },
  { id: 'detailed', name: 'Detailed Prompt', template: 'detailed', wins: 0, trials: 0 },
  { id: 'concise', name: 'Concise Prompt', template: 'concise', wins: 0, trials: 0 },
];

export const defaultModels: readonly ModelVariant[] = [
  { id: 'qwen2.5-coder:7b', name: 'Qwen 2.5 Coder 7B (Local)', cost_per_1k: 0, wins: 0, trials: 0 },
  { id: 'deepseek-coder:33b', name: 'DeepSeek Coder 33B (Local)', cost_per_1k: 0, wins: 0, trials: 0 },
  { id: 'gpt-4o-mini', name: 'GPT-4o Mini (API)', cost_per_1k: 0.00015, wins: 0, trials: 0 },
  { id: 'gpt-4o', name: 'GPT-4o (API)', cost_per_1k: 0.0025, wins: 0, trials: 0 },
];
