import { loadSqlite } from './sqlite/load.js';

await loadSqlite();

export { SftExporter } from './dataset/sft-exporter.js';
export { ExperienceDB, type ExperienceDbOptions, type RecentStats } from './experience-db.js';
export { LearningLoop } from './learning-loop.js';
export type { LedgerOptions, LoopStats, TextsKept } from './ledger.js';
export type { RewardComponents } from './reward/classic.js';
export { RewardInputError, type RewardInputs } from './reward/reward-inputs.js';
export type { Complexity, Role, Verdict } from './runs/run.js';
export { StorageError } from './sqlite/errors.js';
export { UserError } from './user-error.js';
export type { ModelVariant, PromptVariant } from './variants/variant.js';
export { WebKnowledge } from './web-knowledge.js';
export { VariantsFileError } from './variants/variants-json.js';
