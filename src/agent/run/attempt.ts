import type { CommandEvidence } from '../../evidence/evidence.js';
import { UserError } from '../../learning/user-error.js';
import type { DesignCard } from '../cards/design-card.js';
import { protectedChanges } from '../gates/protected-paths.js';
import { parseJudgement } from '../prompts/judgement.js';
import { answerWithEdits, answerWithVerdict, type Answer } from './answer.js';
import type { Choice } from './choice.js';
import { Draft } from './draft.js';
import type { ModelCalls } from './model-calls.js';
import { ownAgent } from './own-agent.js';
import type { Journal, JournalStep, RunPorts } from './ports.js';
import { prepare } from './prepare.js';
import { recordedPrompt } from './recorded-prompt.js';
import type { AttemptResult } from './run-result.js';

export interface AttemptInput {
  readonly card: DesignCard;
  readonly choice: Choice;
  readonly calls: ModelCalls;
  /** In escalation the run before, null for the first; undefined without escalation. */
  readonly attemptOf: string | null | undefined;
  readonly signal: AbortSignal;
  readonly onText?: ((piece: string) => void) | undefined;
  readonly onStep?: ((step: JournalStep) => void) | undefined;
}

/**
 * One attempt at a task: a run of its own in the ledger, journalled step by step. Until `finish` or `rollBack` its edits are
 * pending and the run is open.
 */
export class Attempt {
  readonly runId: string;
  readonly #ports: RunPorts;
  readonly #input: AttemptInput;
  readonly #journal: Journal;
  #answer: Answer | undefined;
  #result: AttemptResult;

  private constructor(ports: RunPorts, input: AttemptInput, journal: Journal, runId: string) {
    this.runId = runId;
    this.#ports = ports;
    this.#input = input;
    this.#journal = journal;
    const { choice } = input;
    this.#result = {
      runId,
      model: choice.model.arm,
      promptId: choice.prompt.arm,
      ...{ files: [], refusals: [], withheld: [], checks: [], passed: null, judgement: null, replies: [] },
      ...{ costTokens: 0, costUsd: null, isRolledBack: false },
    };
  }

  static async begin(ports: RunPorts, input: AttemptInput): Promise<Attempt> {
    const { card, choice, attemptOf } = input;
    const journal = ports.journals.begin();
    const { id } = await ports.ledger.startRun({
      taskSlug: card.name,
      goal: card.goals.join('. '),
      role: card.role,
      complexity: card.complexity ?? choice.complexity,
      author: {
        agent: ownAgent,
        modelName: choice.model.arm,
        promptId: choice.prompt.arm,
        provenance: 'reported',
      },
      contextId: choice.context?.arm ?? null,
      attemptOf,
      decisionIds: choice.decisionIds,
    });
    const attempt = new Attempt(ports, input, journal, id);
    attempt.#note('begun');
    return attempt;
  }

  get result(): AttemptResult {
    return this.#result;
  }

  /**
   * Asks the model, lays its edits down and runs the checks.
   * @throws {UserError} when a person said no, or the model gave no reply
   */
  async act(): Promise<void> {
    const { card, choice, calls, signal, onText } = this.#input;
    const { models, consent, context, files } = this.#ports;
    const client = await models.client(choice.model.arm, signal);
    const { runId } = this;
    const prepared = await prepare(card, choice, { client, workspace: context, runId, signal });
    if (!(await consent.send(prepared.preview))) throw new UserError(`Nothing was sent to ${client.host}.`);
    const onCall = (): void => {
      this.#note('asking');
    };
    const question = { runId, calls, client, model: choice.model, prepared, signal, onText, onCall };
    if (card.role === 'judge') {
      const answer = await answerWithVerdict(question);
      this.#took(answer, { judgement: parseJudgement(answer.replies.at(-1) ?? '') });
      return;
    }
    const draft = new Draft(files, card.allowedPaths);
    this.#took(await answerWithEdits(question, draft), {});
    const withheld = await this.#withhold(draft);
    const changes = draft.changes();
    this.#result = { ...this.#result, withheld, files: [...changes.keys()].sort() };
    if (changes.size === 0) return;
    signal.throwIfAborted();
    this.#note('laying down');
    await files.layDown(this.runId, changes);
    this.#note('laid down');
    await this.#observeEdits();
    await this.#check();
  }

  /** Puts the files back, for another attempt. */
  async rollBack(): Promise<void> {
    this.#note('rolling back');
    const left = await this.#ports.files.rollBack(this.runId);
    if (left.length > 0)
      throw new UserError(
        `Somebody edited ${left.join(', ')} at the same place, so the attempt could not be taken back. Look at what is pending.`,
      );
    this.#note('rolled back');
    await this.#observeEdits();
    this.#result = { ...this.#result, isRolledBack: true };
  }

  /** Waits for a person's word on what is pending. */
  async review(): Promise<void> {
    if (this.#result.files.length === 0) return;
    this.#note('reviewing');
    await this.#ports.review.reviewed(this.runId, this.#input.signal);
  }

  /** Settles the run, with what it can teach. */
  async finish(): Promise<void> {
    this.#note('settling');
    const { costTokens, costUsd } = this.#result;
    const pair = this.#pair();
    await this.#ports.ledger.finishRun(this.runId, {
      ...{ costTokens, costUsd },
      ...(pair === undefined ? {} : { pair }),
    });
    this.#journal.end();
  }

  /** After an error or a cancel: what is pending stays pending, and a run that changed nothing is not kept. */
  async abandon(): Promise<void> {
    const { ledger, files } = this.#ports;
    const open = (await ledger.getRun(this.runId))?.status === 'open';
    if (!open) this.#journal.end();
    else if ((await files.changedBy(this.runId)).length > 0) await this.finish();
    else {
      await ledger.discardRun(this.runId);
      this.#journal.end();
    }
  }

  /** Asks for each protected path; what a person does not want is not written. */
  async #withhold(draft: Draft): Promise<string[]> {
    const gated = protectedChanges(draft.changes(), draft.originals());
    if (gated.length === 0 || (await this.#ports.consent.protectedChanges(gated))) return [];
    const paths = gated.map(({ path }) => path);
    draft.drop(paths);
    return paths;
  }

  async #check(): Promise<void> {
    const { card, signal } = this.#input;
    const { checks, consent, ledger } = this.#ports;
    const commandLines = checks.commandsOf(card.checks);
    if (commandLines.length === 0 || !(await consent.runChecks(commandLines))) return;
    const ended: CommandEvidence[] = [];
    for (const commandLine of commandLines) {
      signal.throwIfAborted();
      this.#note('checking');
      const evidence = await checks.run(commandLine, signal);
      await ledger.observe(this.runId, evidence);
      ended.push(...evidence);
    }
    this.#note('checked');
    const passed = ended.every(({ exitCode }) => exitCode === 0);
    this.#result = { ...this.#result, checks: ended, passed };
  }

  async #observeEdits(): Promise<void> {
    await this.#ports.ledger.observe(this.runId, await this.#ports.files.evidenceOf(this.runId));
  }

  #took(answer: Answer, more: Pick<Partial<AttemptResult>, 'judgement'>): void {
    this.#answer = answer;
    const { replies, refusals, tokens, costUsd } = answer;
    this.#result = { ...this.#result, ...more, replies, refusals, costTokens: tokens, costUsd };
    this.#note('answered');
  }

  /** Nothing is learned from a reply of which nothing could be used. */
  #pair(): { promptJson: string; outputJson: string } | undefined {
    const { files, judgement } = this.#result;
    if (this.#answer === undefined || (files.length === 0 && judgement === null)) return undefined;
    const { messages } = this.#answer;
    // Of a judge only the reply with the verdict is worth learning from.
    const replies = judgement === null ? this.#answer.replies : this.#answer.replies.slice(-1);
    return {
      promptJson: JSON.stringify(recordedPrompt(messages)),
      outputJson: JSON.stringify(replies.join('\n\n')),
    };
  }

  #note(step: JournalStep): void {
    this.#journal.note(step, this.runId);
    this.#input.onStep?.(step);
  }
}
