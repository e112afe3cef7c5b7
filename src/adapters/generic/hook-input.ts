import type { AgentEvent } from '../agent-event.js';
import { amountIn, fieldsOf, textIn, type Fields } from '../fields.js';
import { unknown, type Unknown } from '../unknown.js';

/** What any agent can tell with `learning-loop hook --agent NAME --event EVENT`. */
export const genericEvents = ['start', 'prompt', 'edit', 'usage', 'kept', 'rejected', 'stop', 'end'] as const;

/**
 * What an agent tells that has no adapter of its own: JSON with `event` and what belongs to it: `session` (default: the
 * agent's only one), `text`, `paths` (a list, absolute; or one as `path`), `model`, `tokensIn`, `tokensOut`, `costUsd`, `id`.
 * @param at when it was told, UTC, ISO 8601
 */
export function eventsOfGenericHook(agent: string, input: unknown, at: string): AgentEvent[] | Unknown {
  const fields = fieldsOf(input) ?? {};
  const event = genericEvents.find((each) => each === fields['event']);
  const reported = { agent, session: textIn(fields, 'session') ?? agent, at, source: 'hook' } as const;
  const id = textIn(fields, 'id');
  const named = id === undefined ? {} : { id };
  const paths = pathsIn(fields);
  const model = textIn(fields, 'model') ?? null;
  switch (event) {
    case 'start':
      return [{ ...reported, kind: 'session-started', model }];
    case 'prompt':
      return [{ ...reported, kind: 'prompt', text: textIn(fields, 'text') ?? null, ...named }];
    case 'edit':
      return paths.length === 0
        ? unknown('An edit needs "paths", the absolute paths of the edited files.')
        : [{ ...reported, kind: 'edit', paths }];
    case 'usage': {
      const tokensIn = amountIn(fields, 'tokensIn');
      const tokensOut = amountIn(fields, 'tokensOut');
      if (tokensIn === undefined || tokensOut === undefined)
        return unknown('Usage needs "tokensIn" and "tokensOut", numbers of 0 or more.');
      const costUsd = amountIn(fields, 'costUsd') ?? null;
      return [{ ...reported, kind: 'usage', model, tokensIn, tokensOut, costUsd, ...named }];
    }
    case 'kept':
    case 'rejected':
      return (paths.length === 0 ? [null] : paths).map((path) => ({
        ...reported,
        kind: 'judged',
        path,
        verdict: event,
      }));
    case 'stop':
      return [{ ...reported, kind: 'stopped' }];
    case 'end':
      return [{ ...reported, kind: 'session-ended' }];
    case undefined:
      return unknown(`${wrongEvent(fields)}: it is one of ${genericEvents.join(', ')}.`);
  }
}

function pathsIn(fields: Fields): string[] {
  return [fields['paths'], fields['path']]
    .flat()
    .filter((path): path is string => typeof path === 'string' && path !== '');
}

function wrongEvent({ event }: Fields): string {
  return event === undefined ? '--event is missing' : `There is no --event ${JSON.stringify(event)}`;
}
