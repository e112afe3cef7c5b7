import * as vscode from 'vscode';
import type { TextsKept } from '../../engine/engine-api.js';
import type { Place } from './places.js';

/** What a person said: keep numbers, keep numbers and texts, or nothing here. */
export type Consent = TextsKept | 'none';

/** Remembers the answers of this person in this workspace, one for each ledger. */
export class ConsentMemory {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Undefined while nobody has been asked. */
  get(root: string): Consent | undefined {
    const value = this.#state.get<unknown>(keyOf(root));
    return value === 'numbers' || value === 'texts' || value === 'none' ? value : undefined;
  }

  async set(root: string, consent: Consent): Promise<void> {
    await this.#state.update(keyOf(root), consent);
  }
}

function keyOf(root: string): string {
  return `consent:${root}`;
}

interface Answer extends vscode.QuickPickItem {
  readonly answer: 'yes' | 'no' | 'more';
}

/** Asks whether to keep score at a place, and what; undefined when the question was closed without an answer. */
export async function askConsent(place: Place): Promise<Consent | undefined> {
  const answers: Answer[] = [
    { label: 'Yes', detail: 'Runs are scored and remembered for this folder.', answer: 'yes' },
    { label: 'Not here', detail: 'Nothing is written, and this is not asked again here.', answer: 'no' },
    { label: 'What is stored', detail: 'What is written, where, and how to get rid of it.', answer: 'more' },
  ];
  const picked = await vscode.window.showQuickPick(answers, {
    title: 'Keep score in this workspace?',
    placeHolder: `In ${place.root}. Nothing is written before you say yes.`,
    ignoreFocusOut: true,
  });
  switch (picked?.answer) {
    case undefined:
      return undefined;
    case 'no':
      return 'none';
    case 'yes':
      return askTexts();
    case 'more':
      await explainStorage(place);
      return askConsent(place);
  }
}

async function askTexts(): Promise<TextsKept | undefined> {
  const choices: (vscode.QuickPickItem & { readonly texts: TextsKept })[] = [
    {
      label: 'Numbers only',
      detail: 'Scores, counts, times, names of tasks, models and prompts, paths of changed files.',
      texts: 'numbers',
    },
    {
      label: 'Numbers and texts',
      detail: 'Also goals, prompts and changed files, cleaned of secrets, to learn from.',
      texts: 'texts',
    },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: 'What may be remembered?',
    placeHolder: 'Everything stays on this machine.',
    ignoreFocusOut: true,
  });
  return picked?.texts;
}

async function explainStorage(place: Place): Promise<void> {
  const detail = [
    `Everything is kept in ${place.root}/.agent, on this machine. Nothing is sent anywhere.`,
    '',
    'Numbers: for each run its score and where it came from, which checks ended how, counts of errors, times, the ' +
      'names of agent, model, prompt and task (a short one, made from the goal), and the paths of changed files.',
    '',
    'Copies of files that an agent edits or that differ from the last commit, as they are, so that you can put every edit ' +
      'back. At most 200 MB.',
    '',
    'Texts, only if you want them: the goal, the prompt, and the changed files, after secrets and personal details ' +
      'were taken out. Files that git ignores and those in the setting learningLoop.exclude are never read.',
    '',
    'Git ignores the folder, except for design cards and prompts that you write yourself. “Forget Run” removes one ' +
      'run; deleting the folder removes everything. In case that was a mishap, the editor keeps copies of the last three ' +
      'days in its own storage.',
  ].join('\n');
  await vscode.window.showInformationMessage('What Learning Loop stores', { modal: true, detail });
}
