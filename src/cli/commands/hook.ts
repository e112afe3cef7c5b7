import { readFileSync } from 'node:fs';
import { genericEvents } from '../../adapters/generic/hook-input.js';
import { hookAdapter, knownAgents } from '../../adapters/hook-adapters.js';
import { personsPlaces } from '../../learning/agents/own-transcript.js';
import { takeHook } from '../../learning/agents/take-hook.js';
import type { Command } from '../command.js';
import { UsageError } from '../usage-error.js';
import { printJson, wantsJson } from '../print-json.js';

export const hook: Command = {
  name: 'hook',
  summary: 'Take what an agent tells of its work; agents call it as a hook.',
  isHook: true,
  positionals: [],
  options: {
    agent: { type: 'string', placeholder: 'NAME', help: 'who calls, e.g. claude-code; required' },
    event: { type: 'string', placeholder: 'EVENT', help: `of other agents: ${genericEvents.join(', ')}` },
  },
  json: {
    prints: 'an object',
    fields: {
      events: 'what was understood',
      problem: 'why nothing was written, or not all; null when all is well',
    },
  },
  details: `Reads JSON from its standard input, in the form that the agent gives to its hooks:
${knownAgents.join(', ')}. Any other agent says what happened with --event, and gives
what belongs to it as a JSON object:
  start            a session begins: "model"
  prompt           a person asks for something: "text", "id"
  edit             files were edited: "paths", a list of absolute paths; required
  usage            a model answered: "tokensIn" and "tokensOut", both required; "model",
                   "costUsd" in US dollars, "id"
  kept, rejected   a person kept or rejected edits in the agent: "paths"
  stop             the agent is done with the prompt
  end              the session is over
An agent that has several sessions at once names each: "session". For example:
  echo '{"paths": ["/work/app/greet.ts"]}' | learning-loop hook --agent mine --event edit
Writes into .agent/agent-events, only where a ledger is already, and prints nothing.
Always exits with 0, so that no agent is ever stopped; what went wrong is in problems.log there.`,
  run(call) {
    const { agent } = call.values;
    if (typeof agent !== 'string' || agent.trim() === '')
      throw new UsageError('--agent is missing: who calls?');
    const { event } = call.values;
    if (event !== undefined && hookAdapter(agent.trim()) !== undefined)
      throw new UsageError(`--event is for other agents: the hooks of ${agent} say what happened.`);
    const input = process.stdin.isTTY ? '' : readFileSync(0, 'utf8');
    const taken = takeHook({
      agent: agent.trim().slice(0, 60),
      input: typeof event === 'string' ? withEvent(event, input) : input,
      root: call.root,
      places: personsPlaces(),
      now: new Date(),
    });
    if (wantsJson(call)) printJson(call, { events: taken.events, problem: taken.problem });
  },
};

/** The input with the event that the command line names; what is no JSON is left to be told of. */
function withEvent(event: string, input: string): string {
  try {
    const fields: unknown = JSON.parse(input.trim() === '' ? '{}' : input);
    return JSON.stringify(typeof fields === 'object' ? { ...fields, event } : { event });
  } catch {
    return input;
  }
}
