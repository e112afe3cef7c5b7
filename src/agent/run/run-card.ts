import type { BudgetLimits } from '../../learning/choice/budget.js';
import type { SuggestedModel } from '../../learning/choice/suggestion.js';
import type { ChoosingSettings } from '../../learning/choosing/choosing-settings.js';
import type { SuggestTask } from '../../learning/choosing/suggest-task.js';
import { UserError } from '../../learning/user-error.js';
import type { DesignCard } from '../cards/design-card.js';
import { Attempt, type AttemptInput } from './attempt.js';
import { withModel, type Choice } from './choice.js';
import { ModelCalls } from './model-calls.js';
import type { JournalStep, RunPorts } from './ports.js';
import type { AttemptResult, RunResult } from './run-result.js';

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Try ever stronger models until the checks pass; default false. */
  readonly escalates?: boolean | undefined;
  /** Default none. */
  readonly limits?: BudgetLimits | undefined;
  /** US dollars per 1,000 tokens; default no limit. */
  readonly maxCostPer1k?: number | undefined;
  readonly choosing?: ChoosingSettings | undefined;
  /** The model that a person named, in place of the suggested one. */
  readonly model?: string | undefined;
  /** Told each piece of a reply as it comes. */
  readonly onText?: ((piece: string) => void) | undefined;
  /** Told each step before it begins, once it is in the journal. */
  readonly onStep?: ((step: JournalStep) => void) | undefined;
}

/**
 * Runs a design card: chooses, asks, lays down, checks, waits for a person's word, settles. With escalation each attempt that
 * fails its checks is put back, and the next model tries; a person reviews the last one.
 * @throws {UserError} that says what to do; the signal's reason when it is cancelled. What is pending then stays pending.
 */
export async function runCard(card: DesignCard, ports: RunPorts, options: RunOptions): Promise<RunResult> {
  const { signal, escalates = false, limits = {} } = options;
  const { ledger, models, consent } = ports;
  const task: SuggestTask = {
    complexity: card.complexity,
    goal: card.goals.join('. '),
    files: card.allowedPaths,
    maxCostPer1k: options.maxCostPer1k ?? Infinity,
    runnable: options.model === undefined ? await models.runnable(signal) : undefined,
    needsContext: true,
    settings: options.choosing,
  };
  const chosen = await consent.choose(await ledger.suggest(task));
  if (chosen === null) throw new UserError('Nothing was run.');
  const first = escalates && options.model === undefined ? await ledger.nextAttempt(task, null) : null;
  const calls = new ModelCalls({ ledger, consent, limits, budgetUsd: card.budgetUsd });
  const { onText, onStep } = options;
  const results: AttemptResult[] = [];
  const named = options.model === undefined ? chosen : withModel(chosen, options.model);
  let choice = first === null ? named : withAttempt(chosen, first);
  let attemptOf: string | null | undefined = escalates ? null : undefined;
  for (;;) {
    const input: AttemptInput = { card, choice, calls, attemptOf, signal, onText, onStep };
    const { result, next } = await attempt(ports, input, task);
    results.push(result);
    if (next === null) return await resultOf(ports, results, result);
    choice = withAttempt(chosen, next);
    attemptOf = result.runId;
  }
}

/** One attempt to its end, and the model of the next one; null where this one stays. */
async function attempt(
  ports: RunPorts,
  input: AttemptInput,
  task: SuggestTask,
): Promise<{ readonly result: AttemptResult; readonly next: SuggestedModel | null }> {
  const current = await Attempt.begin(ports, input);
  try {
    await current.act();
    const next = input.attemptOf === undefined ? null : await nextAfter(ports, current, task);
    if (next === null) await current.review();
    else await current.rollBack();
    await current.finish();
    return { result: current.result, next };
  } catch (error) {
    await current.abandon();
    throw error;
  }
}

async function nextAfter(
  { ledger }: RunPorts,
  { runId, result }: Attempt,
  task: SuggestTask,
): Promise<SuggestedModel | null> {
  const passed = result.passed === true;
  await ledger.checkAttempt(runId, passed);
  return passed ? null : ledger.nextAttempt(task, runId);
}

/** In escalation the model is decided attempt by attempt; prompt and context stay. */
function withAttempt(choice: Choice, model: SuggestedModel): Choice {
  return { ...choice, model, decisionIds: [...choice.decisionIds, model.decisionId] };
}

async function resultOf(
  { ledger }: RunPorts,
  attempts: readonly AttemptResult[],
  last: AttemptResult,
): Promise<RunResult> {
  const run = await ledger.getRun(last.runId);
  if (run === null) throw new UserError('The run was removed from the ledger while it was under way.');
  return { attempts, last, run, isVerified: last.passed === true && last.files.length > 0 };
}
