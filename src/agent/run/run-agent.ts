import type { Evidence } from '../../evidence/evidence.js';
import { agentFolder } from '../../learning/agent-folder.js';
import { ledgerRoot } from '../../learning/repo-root.js';
import { deriveInputs } from '../../learning/reward/derive-inputs.js';
import { outcomeOf } from '../../learning/reward/outcome.js';
import { PromptTexts } from '../../learning/variants/prompt-texts.js';
import type { ModelVariant, PromptVariant } from '../../learning/variants/variant.js';
import { protectedChanges } from '../gates/protected-paths.js';
import type { Endpoint } from '../models/endpoint.js';
import type { Keys } from '../models/keys.js';
import { userModels } from '../models/user-models.js';
import { answerWithEdits } from './answer.js';
import { completeCard, type CardInCode } from './card-in-code.js';
import { Draft } from './draft.js';
import { ModelCalls } from './model-calls.js';
import { checkoutOf } from './node/checkout-of.js';
import { openNodeAgent } from './node/node-agent.js';
import { withoutRuns } from './node/without-runs.js';
import { prepare } from './prepare.js';
import { recordedPrompt, type RecordedPrompt } from './recorded-prompt.js';

export interface RunAgentOptions {
  /** A folder of the repository; the current one by default. */
  readonly repoRoot?: string | undefined;
  /** By default what the environment and the person's own configuration name. */
  readonly endpoints?: readonly Endpoint[] | undefined;
  readonly keys?: Keys | undefined;
  /** Lets edits of protected files through, such as package.json or CI; default false. */
  readonly allowProtected?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onText?: ((piece: string) => void) | undefined;
}

/** What a run of the agent came to, in the names of `calculateReward` and `recordRun`. */
export interface AgentOutcome {
  /** False, too, where the reply had no edit that could be used. */
  readonly compile_pass: boolean;
  readonly lint_errors: number;
  readonly type_errors: number;
  readonly tests_passed: number;
  readonly tests_total: number;
  /** 0 to 100; null where no check told. */
  readonly coverage_pct: number | null;
  readonly schema_errors: number;
  readonly boundary_errors: number;
  /** Tokens in and out together. */
  readonly cost_tokens: number;
  readonly prompt: RecordedPrompt;
  readonly output: string;
  /** The files that were changed; they are pending. */
  readonly files: readonly string[];
  /** Why edits were not made, a sentence each. */
  readonly refused: readonly string[];
}

/** The run has no place in the ledger, and so no id. */
const noRun = '';

/**
 * Does what a card says with a prompt and a model, and runs the card's checks. It records no run: that is `recordRun`'s. Calling
 * it is the consent to send what the prompt quotes to the model's server and to run the checks.
 * @param prompt as `selectPromptVariant` gives it, and `model` as `selectModel` does
 * @throws {ModelError} when the model does not answer; {UserError} when something else has to be done first
 */
export async function runAgent(
  designCard: CardInCode,
  prompt: Pick<PromptVariant, 'id'> & Partial<PromptVariant>,
  model: Pick<ModelVariant, 'id'> & Partial<ModelVariant>,
  options: RunAgentOptions = {},
): Promise<AgentOutcome> {
  const folder = options.repoRoot ?? process.cwd();
  const [root, checkout] = [ledgerRoot(folder), checkoutOf(folder)];
  const { signal = new AbortController().signal, onText, allowProtected = false } = options;
  const card = completeCard(designCard);
  const yes = (): Promise<boolean> => Promise.resolve(true);
  const consent = {
    ...{ choose: () => Promise.resolve(null), send: yes, unknownPrice: yes, runChecks: yes },
    protectedChanges: () => Promise.resolve(allowProtected),
  };
  const models = userModels(process.env, options);
  const agent = await openNodeAgent({ root, checkout, models, consent, remember: withoutRuns });
  const { ports } = agent;
  try {
    const client = await ports.models.client(model.id, signal);
    const text = new PromptTexts(agentFolder(root)).get(prompt.template ?? prompt.id);
    const choice = { prompt: { arm: prompt.id, text }, context: null };
    const prepared = await prepare(card, choice, { client, workspace: ports.context, runId: null, signal });
    const calls = new ModelCalls({ ledger: ports.ledger, consent, limits: {}, budgetUsd: card.budgetUsd });
    const draft = new Draft(ports.files, card.allowedPaths);
    const priced = { arm: model.id, costPer1k: model.cost_per_1k ?? null, isInPlan: false };
    const onCall = (): void => undefined;
    const question = { runId: null, calls, client, model: priced, prepared, signal, onText, onCall };
    const answer = await answerWithEdits(question, draft);
    const gated = allowProtected ? [] : protectedChanges(draft.changes(), draft.originals());
    draft.drop(gated.map(({ path }) => path));
    const changes = draft.changes();
    const evidence: Evidence[] = [];
    if (changes.size > 0) {
      await ports.files.layDown(noRun, changes);
      evidence.push(...(await ports.files.evidenceOf(noRun)));
      for (const commandLine of ports.checks.commandsOf(card.checks))
        evidence.push(...(await ports.checks.run(commandLine, signal)));
    }
    const seen = deriveInputs(outcomeOf(evidence, null));
    return {
      compile_pass: changes.size > 0 && seen.compile_pass,
      lint_errors: seen.lint_errors,
      type_errors: seen.type_errors,
      tests_passed: seen.tests_passed,
      tests_total: seen.tests_total,
      coverage_pct: seen.coverage_pct ?? null,
      schema_errors: seen.schema_errors,
      boundary_errors: seen.boundary_errors,
      cost_tokens: answer.tokens,
      prompt: recordedPrompt(answer.messages),
      output: answer.replies.join('\n\n'),
      files: [...changes.keys()].sort(),
      refused: [
        ...answer.refusals.map(({ message }) => message),
        ...gated.map(({ path, reason }) => `${path} is protected. ${reason}`),
      ],
    };
  } finally {
    agent.close();
  }
}
