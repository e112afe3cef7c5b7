import type { PreparedToolInvocation } from 'vscode';
import type { AskedToolName } from '../../learning/asked/tool-names.js';

/** Whether a tool changes the ledger. */
export function doesWrite(name: AskedToolName): boolean {
  return name === 'suggest' || name === 'record_outcome';
}

const messages: Readonly<Record<AskedToolName, string>> = {
  suggest: 'Asking how similar tasks came out',
  recall: 'Recalling similar runs',
  record_outcome: 'Recording how the task came out',
  look_up_docs: 'Looking up documentation',
  explain_run: 'Explaining a score',
  standings: 'Reading the standings',
};

/** What is shown while a tool works, and what a person is asked before where it changes the ledger or asks a site. */
export function confirmationOf(
  name: AskedToolName,
  input: Readonly<Record<string, unknown>>,
): PreparedToolInvocation {
  const question = questionOf(name, input);
  return {
    invocationMessage: messages[name],
    ...(question === null ? {} : { confirmationMessages: question }),
  };
}

function questionOf(
  name: AskedToolName,
  input: Readonly<Record<string, unknown>>,
): { title: string; message: string } | null {
  if (name === 'suggest')
    return {
      title: 'Suggest how to do this task?',
      message: 'Learning Loop remembers what it suggests, so that the outcome can be credited.',
    };
  if (name === 'record_outcome')
    return {
      title: 'Record how this task came out?',
      message: `The agent tells, and the next suggestion counts it:\n\n${toldInWords(input)}`,
    };
  if (name === 'look_up_docs' && input['ask_site'] === true) {
    const library = input['library'] === undefined ? '' : ` for ${code(input['library'])}`;
    return {
      title: 'Ask an official documentation site?',
      message: `Looks up ${code(input['query'])}${library}. Only sites of the known list are asked.`,
    };
  }
  return null;
}

/** What an agent may tell of a task, as a person calls it. */
const toldFields: Readonly<Record<string, string>> = {
  task: 'task',
  agent: 'agent',
  model: 'model',
  prompt: 'prompt',
  context_set: 'context set',
  files: 'files',
  verdict: 'verdict',
  tokens: 'tokens',
  cost_usd: 'US dollars',
  duration_seconds: 'seconds',
};

function toldInWords(input: Readonly<Record<string, unknown>>): string {
  const told = Object.entries(toldFields).flatMap(([key, words]) =>
    input[key] === undefined ? [] : [`- ${words}: ${code(input[key])}`],
  );
  const checks = Array.isArray(input['checks']) ? input['checks'] : [];
  return [...told, ...checks.map((check) => `- check: ${code(check)}`)].join('\n');
}

/** What a model wrote, shown as it is: nothing in it is formatted or a link. */
function code(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return `\`${text.slice(0, 300).replace(/[`\s]+/g, ' ')}\``;
}
