import type { BudgetLimits } from '../../learning/choice/budget.js';
import type { CountTokens } from '../../learning/docs/prompt/cut-text.js';
import { callCostUsd } from '../../learning/prices/call-cost.js';
import { UserError } from '../../learning/user-error.js';
import type { ChatMessage, ModelClient, ModelReply } from '../models/model-client.js';
import type { Choice } from './choice.js';
import type { AgentConsent, AgentLedger } from './ports.js';

interface CallsOptions {
  readonly ledger: Pick<AgentLedger, 'reserveCall' | 'settleCall'>;
  readonly consent: Pick<AgentConsent, 'unknownPrice'>;
  readonly limits: BudgetLimits;
  /** The most that all calls together may cost, in US dollars; null for no limit of its own. */
  readonly budgetUsd: number | null;
}

interface Call {
  readonly runId: string | null;
  readonly client: ModelClient;
  readonly model: Choice['model'];
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  readonly count: CountTokens;
  readonly signal: AbortSignal;
  readonly onText?: ((piece: string) => void) | undefined;
}

/** A reply, and what it cost in US dollars; null where no price is known. */
export interface PaidReply extends ModelReply {
  readonly costUsd: number | null;
}

/** Estimates may be too low; what is reserved must not be. */
const estimateMargin = 1.25;

/** The calls of one task: each is reserved before it starts, and settled with what it used. */
export class ModelCalls {
  readonly #options: CallsOptions;
  #committedUsd = 0;
  #isUnknownPriceAccepted = false;

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /** @throws {UserError} when the budget does not allow it; {ModelError} when the model does not answer */
  async send(call: Call): Promise<PaidReply> {
    const { client, messages, maxTokens, signal, count } = call;
    const input = messages.reduce((sum, { content }) => sum + count(content), 0);
    const charge = await this.#reserve(call, Math.ceil(input * estimateMargin));
    let received = '';
    const onText = (piece: string): void => {
      received += piece;
      call.onText?.(piece);
    };
    try {
      const reply = await client.send(messages, { signal, onText, maxTokens });
      const costUsd = await this.#settle(call, charge, reply.usage, reply.text);
      return { ...reply, costUsd };
    } catch (error) {
      // What broke off is paid for as far as it came; nothing that never began.
      const usage = received === '' ? { input: 0, output: 0 } : { input, output: count(received) };
      await this.#settle(call, charge, usage, received);
      throw error;
    }
  }

  async #reserve(call: Call, input: number): Promise<Charge> {
    const { ledger, consent, limits, budgetUsd } = this.#options;
    const planned = {
      model: call.model.arm,
      run: call.runId,
      most: { inputTokens: input, outputTokens: call.maxTokens },
    };
    let reserved = await ledger.reserveCall(
      { ...planned, isUnknownPriceAccepted: this.#isUnknownPriceAccepted },
      limits,
    );
    if (reserved.kind === 'unknown price') {
      if (call.client.isLocal || (await consent.unknownPrice(call.model.arm, reserved.message)))
        reserved = await ledger.reserveCall({ ...planned, isUnknownPriceAccepted: true }, limits);
      if (reserved.kind === 'unknown price') throw new UserError(reserved.message);
      this.#isUnknownPriceAccepted = true;
    }
    if (reserved.kind === 'refused') throw new UserError(reserved.message);
    const { charge, maxUsd } = reserved;
    if (budgetUsd !== null && this.#committedUsd + (maxUsd ?? 0) > budgetUsd) {
      await ledger.settleCall(charge, { inputTokens: 0, outputTokens: 0 }, null);
      throw new UserError(
        `The card allows $${budgetUsd}, and this call of ${call.model.arm} may cost $${(maxUsd ?? 0).toPrecision(2)} more. Raise its budget or use a cheaper model.`,
      );
    }
    this.#committedUsd += maxUsd ?? 0;
    return { id: charge, maxUsd };
  }

  async #settle(
    { model, client, messages }: Call,
    { id, maxUsd }: Charge,
    usage: { input: number; output: number },
    received: string,
  ): Promise<number | null> {
    const used = { inputTokens: usage.input, outputTokens: usage.output };
    await this.#options.ledger.settleCall(id, used, {
      host: client.host,
      sentBytes: messages.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0),
      receivedBytes: Buffer.byteLength(received),
    });
    const priced = { id: model.arm, costPer1k: model.costPer1k ?? undefined, isInPlan: model.isInPlan };
    const costUsd = maxUsd === 0 ? 0 : callCostUsd(priced, used);
    this.#committedUsd += (costUsd ?? 0) - (maxUsd ?? 0);
    return costUsd;
  }
}

interface Charge {
  readonly id: number;
  readonly maxUsd: number | null;
}
