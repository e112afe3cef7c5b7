import type { RecipeSource } from './variants-json.js';

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

/** A context set: what of the workspace goes into a prompt, as its index file has it. */
export interface ContextBundle {
  readonly id: string;
  readonly name: string;
  readonly sources: readonly RecipeSource[];
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

export const defaultContexts: readonly ContextBundle[] = [
  {
    id: 'focused',
    name: 'Open files and problems',
    sources: [
      { source: 'open-files', tokens: 6000 },
      { source: 'diagnostics', tokens: 1500 },
    ],
    wins: 0,
    trials: 0,
  },
  {
    id: 'neighbours',
    name: 'What is around the change',
    sources: [
      { source: 'open-files', tokens: 5000 },
      { source: 'diagnostics', tokens: 1500 },
      { source: 'git-diff', tokens: 2000 },
      { source: 'import-neighbours', tokens: 4000 },
      { source: 'tests-beside', tokens: 2500 },
    ],
    wins: 0,
    trials: 0,
  },
  {
    id: 'wide',
    name: 'Everything that may help',
    sources: [
      { source: 'open-files', tokens: 5000 },
      { source: 'diagnostics', tokens: 1500 },
      { source: 'git-diff', tokens: 2000 },
      { source: 'import-neighbours', tokens: 4000 },
      { source: 'tests-beside', tokens: 2500 },
      { source: 'definitions', tokens: 3000 },
      { source: 'docs', tokens: 2000 },
      { source: 'kept-runs', tokens: 2500 },
    ],
    wins: 0,
    trials: 0,
  },
];
