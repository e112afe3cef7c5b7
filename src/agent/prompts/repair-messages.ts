import type { Refusal } from '../edits/edit.js';
import type { Message } from './build-messages.js';
import { quoted } from './quoted.js';

/** Of a longer reply its beginning is enough to go by. */
const maxReplyChars = 100_000;
/** More are the same mistake over and over. */
const maxShown = 20;

/**
 * What to send after a reply of which edits were refused: what was said so far, the reply, and what was wrong with it. To be
 * sent once. The edits of the answer come behind those that were applied of the first reply.
 * @param refusals empty where the reply had no edits at all
 */
export function repairMessages(
  messages: readonly Message[],
  reply: string,
  refusals: readonly Refusal[],
): readonly Message[] {
  const request =
    refusals.length === 0
      ? 'Your reply has no edits. Write them as the first message says.'
      : `These edits of your reply were refused. All others were taken; do not send them again. Send only the refused ones, corrected and complete.\n\n${refusals
          .slice(0, maxShown)
          .map(refusalText)
          .join('\n\n')}`;
  return answered(messages, reply, request);
}

/** What to send after a judge's reply without a verdict. To be sent once. */
export function verdictAgain(messages: readonly Message[], reply: string): readonly Message[] {
  return answered(
    messages,
    reply,
    'Your reply has no verdict. Answer with one line such as "Verdict: kept", "Verdict: rejected" or "Verdict: partly kept (60 %)", and a line "Reason: …" for each reason.',
  );
}

function answered(messages: readonly Message[], reply: string, request: string): readonly Message[] {
  const content = reply.length > maxReplyChars ? `${reply.slice(0, maxReplyChars)}\n[…]` : reply;
  return [...messages, { role: 'assistant', content }, { role: 'user', content: request }];
}

function refusalText({ path, line, message, seen }: Refusal): string {
  const where = path === null ? `Line ${line} of your reply` : `${path} (line ${line} of your reply)`;
  const shown = seen === null ? '' : ` Near there the file has:\n\n${quoted(seen)}`;
  return `- ${where}: ${message}${shown}`;
}
