import type { CommandHandlers } from '../commands.js';
import { createTunedModel } from './create-tuned-model.js';
import { exportTraining } from './export-training.js';
import { prepareTraining } from './prepare-training.js';
import type { TuningParts } from './tuning-parts.js';

/** From good runs to a model of one's own. An argument means that other code asks: then nobody is asked. */
export function tuningCommands(
  parts: TuningParts,
): Pick<CommandHandlers, 'exportTraining' | 'prepareTraining' | 'createTunedModel'> {
  return {
    exportTraining: (argument) => exportTraining(parts, argument),
    prepareTraining: (argument) => prepareTraining(parts, argument),
    createTunedModel: (argument) => createTunedModel(parts, argument),
  };
}
