import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentEvent } from '../../adapters/agent-event.js';
import { eventsOfGenericHook } from '../../adapters/generic/hook-input.js';
import { hookAdapter, type HookAdapter, type Transcripts } from '../../adapters/hook-adapters.js';
import { foldersOfHookInput, placeOfHookInput, type HookPlace } from '../../adapters/lifecycle-hook.js';
import { isUnknown } from '../../adapters/unknown.js';
import { databaseFile } from '../agent-folder.js';
import { noDatabase } from '../no-database.js';
import { ledgerRoot } from '../repo-root.js';
import { append, leaveEvents, ownFolder } from './agent-spool.js';
import { helpersOf, transcriptFolder, transcriptTail, type PersonsPlaces } from './own-transcript.js';

const maxLogBytes = 64 * 1024;

/** One call of a hook by an agent. */
export interface HookCall {
  /** The agent's name, as given to `--agent`. */
  readonly agent: string;
  /** What the agent wrote to our standard input. */
  readonly input: string;
  /** The root of the ledger where the hook runs, unless the input names another folder. */
  readonly root: string;
  readonly places: PersonsPlaces;
  readonly now: Date;
}

export interface HookTaken {
  readonly events: readonly AgentEvent[];
  /** What could not be made of the call, for a person; undefined when all went well. */
  readonly problem: string | undefined;
}

/**
 * Leaves what a hook was told for an open window and for later. Never throws: nothing of ours may stop an agent. Problems
 * are in `problems.log` beside the events.
 */
export function takeHook(call: HookCall): HookTaken {
  let root = call.root;
  try {
    const adapter = hookAdapter(call.agent);
    const input = inputOf(call, adapter);
    const place = placeOfHookInput(input);
    root = rootOf(input) ?? root;
    const at = call.now.toISOString();
    const told = adapter?.events(input, at) ?? eventsOfGenericHook(call.agent, input, at);
    if (isUnknown(told)) return noted(root, call, [], told.message);
    if (!leaveEvents(root, told)) {
      return { events: told, problem: `Nothing was written. ${noDatabase(root).message}` };
    }
    const isDone = told.some(({ kind }) => kind === 'stopped' || kind === 'session-ended');
    if (!isDone || adapter?.transcripts === undefined || place === undefined) {
      return { events: told, problem: undefined };
    }
    const written = lastTurn(adapter.transcripts, place, call.places);
    leaveEvents(root, written);
    return { events: [...told, ...written], problem: undefined };
  } catch (error) {
    return noted(root, call, [], error instanceof Error ? error.message : String(error));
  }
}

/** @throws {Error} when an agent that we know said nothing, or anybody something else than JSON */
function inputOf({ agent, input }: HookCall, adapter: HookAdapter | undefined): unknown {
  if (input.trim() === '') {
    if (adapter === undefined) return {};
    throw new Error(`Nothing came on standard input, where the hooks of ${agent} say what happened.`);
  }
  try {
    return JSON.parse(input);
  } catch (error) {
    throw new Error(`What came on standard input is no JSON: ${String(error)}`, { cause: error });
  }
}

/** The first repository with a ledger among those that a hook's input says its session works in, else the first. */
function rootOf(input: unknown): string | undefined {
  const roots = foldersOfHookInput(input).filter(existsSync).map(ledgerRoot);
  return roots.find((root) => existsSync(databaseFile(root))) ?? roots[0];
}

/** What the transcript tells of the prompt beside what hooks do: tokens, and edits of tools that call no hook. */
function lastTurn(
  transcripts: Transcripts,
  { session, prompt, transcriptPath: path }: HookPlace,
  places: PersonsPlaces,
): readonly AgentEvent[] {
  if (path === undefined) return [];
  const folder = transcriptFolder(transcripts, places);
  const tell = (file: string): readonly AgentEvent[] => {
    const text = transcriptTail(file, folder);
    const events = text === undefined ? [] : transcripts.read(text, session);
    if (isUnknown(events)) throw new Error(events.message);
    return events;
  };
  const own = tell(path);
  const prompts = own.filter((event) => event.kind === 'prompt');
  const given = prompts.find(({ id }) => id !== undefined && id === prompt) ?? prompts.at(-1);
  const start = given?.at ?? own[0]?.at ?? '';
  return [...own, ...helpersOf(transcripts, path, start).flatMap(tell)].filter(
    (event) =>
      event.session === session && event.at >= start && (event.kind === 'usage' || event.kind === 'edit'),
  );
}

function noted(
  root: string,
  { agent, now }: HookCall,
  events: readonly AgentEvent[],
  problem: string,
): HookTaken {
  try {
    const line = `${now.toISOString()} ${agent}: ${problem.replace(/\s+/g, ' ').slice(0, 500)}\n`;
    append(join(ownFolder(root), 'problems.log'), line, maxLogBytes);
  } catch {
    // There is nobody else to tell.
  }
  return { events, problem };
}
