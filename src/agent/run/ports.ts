import type { CommandEvidence, Evidence } from '../../evidence/evidence.js';
import type { CallTraffic } from '../../learning/budget/call-traffic.js';
import type { BudgetLimits } from '../../learning/choice/budget.js';
import type { SuggestedModel, Suggestion } from '../../learning/choice/suggestion.js';
import type { CallReserved, PlannedCall } from '../../learning/choosing/model-spending.js';
import type { SuggestTask } from '../../learning/choosing/suggest-task.js';
import type { TokenUse } from '../../learning/prices/call-cost.js';
import type { FinishRun, RunStatus, RunView, StartRun } from '../../learning/runs/run.js';
import type { Content } from '../../review/content.js';
import type { ContextWorkspace } from '../context/context-workspace.js';
import type { ProtectedChange } from '../gates/protected-paths.js';
import type { ModelClient } from '../models/model-client.js';
import type { Choice } from './choice.js';

/** The ledger of the repository, as far as a run of ours needs it. */
export interface AgentLedger {
  suggest(task: SuggestTask): Promise<Suggestion>;
  nextAttempt(task: SuggestTask, after: string | null): Promise<SuggestedModel | null>;
  checkAttempt(runId: string, passed: boolean): Promise<void>;
  startRun(run: StartRun): Promise<RunView>;
  observe(runId: string, evidence: readonly Evidence[]): Promise<RunView>;
  finishRun(runId: string, result: FinishRun): Promise<RunView>;
  discardRun(runId: string): Promise<RunView>;
  getRun(runId: string): Promise<RunView | null>;
  listRuns(filter: { limit: number; status?: RunStatus | undefined }): Promise<readonly RunView[]>;
  reserveCall(call: PlannedCall, limits: BudgetLimits): Promise<CallReserved>;
  /** @param traffic null for a call that never began */
  settleCall(charge: number, used: TokenUse, traffic: CallTraffic | null): Promise<void>;
}

/** The files of the workspace. Paths count from its root, with forward slashes, and never lead out of it. */
export interface AgentFiles {
  /** Every file but those that git ignores and a person excludes. */
  list(): Promise<readonly string[]>;
  /** Null where there is no file. */
  read(path: string): Promise<Uint8Array | null>;
  isLink(path: string): Promise<boolean>;
  /**
   * Writes what a run changed, as pending edits: what each file was is safe before the first is written.
   * @param changes what each file is to be; null where it is to go
   * @throws {UserError} when it cannot be taken back, or somebody is writing there; what was written is put back then
   */
  layDown(runId: string, changes: ReadonlyMap<string, Content>): Promise<void>;
  /** The files that a run has changed, or was about to. */
  changedBy(runId: string): Promise<readonly string[]>;
  /** What is to be seen of a run's edits: files, lines that wait, checks that they weaken. */
  evidenceOf(runId: string): Promise<readonly Evidence[]>;
  /** Puts a run's files back exactly, keeping what others did since; answers with those that could not be. */
  rollBack(runId: string): Promise<readonly string[]>;
}

/** The models that can be asked. */
export interface AgentModels {
  /** Ids of the arms whose model can run now. */
  runnable(signal: AbortSignal): Promise<readonly string[]>;
  client(arm: string, signal: AbortSignal): Promise<ModelClient>;
}

/** Runs the commands that check the project. */
export interface AgentChecks {
  /** What they are for a card: its own, or those that a person agreed to. */
  commandsOf(cardChecks: readonly string[]): readonly string[];
  /** As evidence: a chain of commands gives several. */
  run(commandLine: string, signal: AbortSignal): Promise<readonly CommandEvidence[]>;
}

/** What goes to a model, for a person to see. */
export interface SendPreview {
  readonly host: string;
  readonly isLocal: boolean;
  readonly model: string;
  /** Paths and other labels of what is quoted. */
  readonly quoted: readonly string[];
  readonly bytes: number;
  readonly secretsReplaced: number;
  readonly keptBack: readonly string[];
  /** The whole text. */
  readonly text: () => string;
}

/** What is asked of a person. */
export interface AgentConsent {
  /** Shows what was chosen, with the reasons; null when the person does not want to run it. */
  choose(suggestion: Suggestion): Promise<Choice | null>;
  /** Before each prompt; whether to ask every time is the port's to know. */
  send(preview: SendPreview): Promise<boolean>;
  unknownPrice(model: string, message: string): Promise<boolean>;
  protectedChanges(changes: readonly ProtectedChange[]): Promise<boolean>;
  runChecks(commandLines: readonly string[]): Promise<boolean>;
}

/** Waits for a person's word on a run's pending edits. */
interface AgentReview {
  /** Resolves when nothing of the run is pending any more, or at once where nobody can review now. */
  reviewed(runId: string, signal: AbortSignal): Promise<void>;
}

/** Everything that a run needs of the world. */
export interface RunPorts {
  readonly ledger: AgentLedger;
  readonly files: AgentFiles;
  readonly context: ContextWorkspace;
  readonly models: AgentModels;
  readonly checks: AgentChecks;
  readonly consent: AgentConsent;
  readonly review: AgentReview;
  readonly journals: Journals;
}

/** A step of a run, noted before what it names begins. */
export type JournalStep =
  | 'begun'
  | 'asking'
  | 'answered'
  | 'laying down'
  | 'laid down'
  | 'checking'
  | 'checked'
  | 'rolling back'
  | 'rolled back'
  | 'reviewing'
  | 'settling';

/** What a run is doing, on the disk before it does it. */
export interface Journal {
  /** @param runId from the moment that the ledger knows the run */
  note(step: JournalStep, runId?: string): void;
  /** The run is over, and nothing is left to recover. */
  end(): void;
}

/** A journal whose process is no more, or is still there. */
export interface FoundJournal {
  readonly isAlive: boolean;
  /** Null where it ended before the ledger knew the run. */
  readonly runId: string | null;
  readonly lastStep: JournalStep | null;
  remove(): void;
}

export interface Journals {
  begin(): Journal;
  found(): readonly FoundJournal[];
}
