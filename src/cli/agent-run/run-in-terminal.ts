import { checkoutOf } from '../../agent/run/node/checkout-of.js';
import { openNodeAgent } from '../../agent/run/node/node-agent.js';
import { recoverRuns } from '../../agent/run/recover-runs.js';
import { runCard } from '../../agent/run/run-card.js';
import type { RunResult } from '../../agent/run/run-result.js';
import { parseEndpoint } from '../../agent/models/endpoint.js';
import { userModels } from '../../agent/models/user-models.js';
import { UserError } from '../../learning/user-error.js';
import type { CommandCall } from '../command.js';
import { UsageError } from '../usage-error.js';
import { printable } from './printable.js';
import { readCard } from './read-card.js';
import { TerminalConsent } from './terminal-consent.js';
import { TerminalQuestions } from './terminal-questions.js';

/** Runs a card for a person at a terminal. What happens is told on standard error; the result is the caller's to print. */
export async function runInTerminal(
  { root, positionals, values }: Pick<CommandCall, 'root' | 'positionals' | 'values'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RunResult> {
  const card = readCard(root, positionals[0] ?? '');
  const [model, prompt, endpoint] = [
    textIn(values['model']),
    textIn(values['prompt']),
    textIn(values['endpoint']),
  ];
  const models = userModels(environment, endpoint === undefined ? {} : { endpoints: [endpointAt(endpoint)] });
  const questions = new TerminalQuestions();
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const consent = new TerminalConsent({
    ...{ questions, prompt, model, say },
    isYes: values['yes'] === true,
    allowsProtected: values['allow-protected'] === true,
  });
  const tell = (text: string | Buffer): void => void process.stderr.write(printable(text.toString('utf8')));
  const checkout = checkoutOf(textIn(values['root']) ?? '.');
  const agent = await openNodeAgent({ root, checkout, models, consent, onOutput: tell });
  const cancelling = new AbortController();
  const cancel = (): void => {
    cancelling.abort(new UserError('Cancelled. What is pending stays pending.'));
  };
  process.once('SIGINT', cancel);
  try {
    for (const { outcome, files } of await recoverRuns(agent.ports))
      say(
        `A run that was interrupted is closed (${outcome}${files.length === 0 ? '' : `: ${files.join(', ')}`}).`,
      );
    return await runCard(card, agent.ports, {
      signal: cancelling.signal,
      model,
      escalates: values['escalate'] === true,
      onText: tell,
    });
  } finally {
    process.off('SIGINT', cancel);
    questions.close();
    agent.close();
  }
}

function textIn(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function endpointAt(address: string): ReturnType<typeof parseEndpoint> {
  try {
    return parseEndpoint(address);
  } catch (error) {
    throw error instanceof UserError ? new UsageError(error.message) : error;
  }
}
