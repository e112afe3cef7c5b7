import type * as vscode from 'vscode';
import type { AsyncEngine } from '../../engine/engine-client.js';
import type { AgreedChecks } from '../checks/agreed-checks.js';
import type { Checks } from '../checks/checks.js';
import type { EscalationMode } from '../choosing/escalation-mode.js';
import type { DocsEngine } from '../docs/docs-engine.js';
import type { Ledgers } from '../ledger/ledgers.js';
import type { Places } from '../ledger/places.js';
import type { EditorModels } from '../models/editor-models.js';
import type { Observation } from '../observe/observation.js';
import type { ReviewService } from '../review/service/review-service.js';
import type { RunLife } from '../runs/run-life.js';
import type { RunMemory } from '../runs/run-memory.js';
import type { RunTracker } from '../runs/run-tracker.js';
import type { Settings } from '../settings.js';
import type { ShownTexts } from '../tuning/shown-texts.js';
import type { AgentCode } from './agent-code.js';
import type { RunOutput } from './run-output.js';

/** What our agent needs of the editor. */
export interface AgentParts {
  readonly code: AgentCode;
  readonly engine: AsyncEngine;
  readonly places: Places;
  readonly ledgers: Ledgers;
  readonly tracker: RunTracker;
  readonly memory: RunMemory;
  readonly life: RunLife;
  readonly observation: Observation;
  readonly review: ReviewService;
  readonly settings: Settings;
  readonly agreed: AgreedChecks;
  readonly checks: Checks;
  readonly escalation: EscalationMode;
  readonly docs: DocsEngine;
  readonly models: EditorModels;
  readonly output: RunOutput;
  readonly texts: ShownTexts;
  /** The editor's own storage, which no repository can write. */
  readonly state: vscode.Memento;
}
