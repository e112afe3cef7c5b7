import { asSuggested, type Choice } from '../../agent/run/choice.js';
import type { AgentConsent, SendPreview } from '../../agent/run/ports.js';
import type { ProtectedChange } from '../../agent/gates/protected-paths.js';
import type { Suggestion } from '../../learning/choice/suggestion.js';
import { formatBytes } from '../format-bytes.js';
import { UsageError } from '../usage-error.js';
import { printable } from './printable.js';
import type { TerminalQuestions } from './terminal-questions.js';

interface ConsentOptions {
  readonly questions: TerminalQuestions;
  /** Yes to sending and to checks. */
  readonly isYes: boolean;
  readonly allowsProtected: boolean;
  /** The prompt that a person named. */
  readonly prompt: string | undefined;
  /** The model that a person named; only told. */
  readonly model: string | undefined;
  readonly say: (line: string) => void;
}

/** Asks at the terminal; what was said yes to by an option is told and not asked. */
export class TerminalConsent implements AgentConsent {
  readonly #options: ConsentOptions;
  readonly #agreedHosts = new Set<string>();

  constructor(options: ConsentOptions) {
    this.#options = options;
  }

  choose(suggestion: Suggestion): Promise<Choice> {
    const { say, model, prompt } = this.#options;
    const choice = this.#withPrompt(suggestion);
    say(
      `Model    ${model ?? suggestion.model.arm}: ${model === undefined ? suggestion.model.reason : 'as you said.'}`,
    );
    say(`Prompt   ${choice.prompt.arm}: ${prompt === undefined ? suggestion.prompt.reason : 'as you said.'}`);
    if (suggestion.context !== null) say(`Context  ${suggestion.context.arm}: ${suggestion.context.reason}`);
    return Promise.resolve(choice);
  }

  async send(preview: SendPreview): Promise<boolean> {
    const { questions, isYes, say } = this.#options;
    const { host, isLocal, model, quoted, bytes, secretsReplaced, keptBack, text } = preview;
    say(`Sends ${formatBytes(bytes)} to ${model} at ${host}: ${quoted.join(', ') || 'the task alone'}.`);
    if (secretsReplaced > 0) say(`${secretsReplaced} secrets were replaced.`);
    if (keptBack.length > 0) say(`Kept back: ${keptBack.join(', ')}.`);
    if (isLocal || isYes || this.#agreedHosts.has(host)) return true;
    for (;;) {
      const answer = await questions.ask(`Send it to ${host}? (yes/no/view)`);
      if (/^v(?:iew)?$/i.test(answer)) say(printable(text()));
      else if (!/^y(?:es)?$/i.test(answer)) return false;
      else {
        this.#agreedHosts.add(host);
        return true;
      }
    }
  }

  async unknownPrice(_model: string, message: string): Promise<boolean> {
    this.#options.say(message);
    return this.#options.questions.isYes('Run it at an unknown cost?');
  }

  async protectedChanges(changes: readonly ProtectedChange[]): Promise<boolean> {
    const { questions, allowsProtected, say } = this.#options;
    for (const { path, reason } of changes) say(`Protected: ${path}. ${reason}`);
    return allowsProtected || questions.isYes('Let these be changed?');
  }

  async runChecks(commandLines: readonly string[]): Promise<boolean> {
    const { questions, isYes, say } = this.#options;
    for (const commandLine of commandLines) say(`Check    ${printable(commandLine)}`);
    return isYes || questions.isYes('The card names these commands. Run them?');
  }

  #withPrompt(suggestion: Suggestion): Choice {
    const choice = asSuggested(suggestion);
    const { prompt: wanted } = this.#options;
    const prompt = [suggestion.prompt, ...suggestion.prompt.others].find(
      ({ arm }) => arm === (wanted ?? choice.prompt.arm),
    );
    if (prompt === undefined) throw new UsageError(`There is no prompt "${wanted ?? ''}".`);
    return { ...choice, prompt };
  }
}
