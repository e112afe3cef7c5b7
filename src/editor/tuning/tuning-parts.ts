import type { AsyncEngine } from '../../engine/engine-client.js';
import type { TrainingClient } from '../../engine/training/training-client.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';
import type { Settings } from '../settings.js';
import type { ShownTexts } from './shown-texts.js';

/** What the commands about training need. */
export interface TuningParts {
  readonly engine: AsyncEngine;
  readonly client: TrainingClient;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly settings: Settings;
  readonly texts: ShownTexts;
  /** The folder of train_lora.py as it was shipped. */
  readonly scriptFolder: string;
}
