import type * as vscode from 'vscode';
import type { AsyncEngine } from '../../../engine/engine-client.js';
import type { EngineNews } from '../../engine-news.js';
import type { Ledgers } from '../../ledger/ledgers.js';
import type { Places } from '../../ledger/places.js';
import type { Observation } from '../../observe/observation.js';
import type { RunLife } from '../../runs/run-life.js';
import type { RunMemory } from '../../runs/run-memory.js';
import type { RunTracker } from '../../runs/run-tracker.js';
import type { ReportedEdits } from './automatic-runs.js';
import type { Settings } from '../../settings.js';

/** What reviews need of the rest. */
export interface ReviewServiceParts {
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly observation: Observation;
  readonly memory: RunMemory;
  readonly settings: Settings;
  readonly news: EngineNews;
  readonly life: RunLife;
  readonly reported: ReportedEdits;
  /** This person's own, for what was asked already. */
  readonly state: vscode.Memento;
}
