/** What the bundle `agent.cjs` offers: to the editor, which loads it when a run begins, and to other programs. */
export { cardTemplate } from './cards/card-template.js';
export { parseDesignCard } from './cards/parse-card.js';
export { armEndpoints } from './models/arm-endpoints.js';
export { Models } from './models/models.js';
export { pullModel } from './models/pull-model.js';
export { ArmModels } from './run/node/arm-models.js';
export { FileJournals } from './run/node/file-journals.js';
export { ProcessChecks } from './run/node/process-checks.js';
export { RecordedFiles } from './run/node/recorded-files.js';
export { recoverRuns } from './run/recover-runs.js';
export { runAgent } from './run/run-agent.js';
export { runCard } from './run/run-card.js';
