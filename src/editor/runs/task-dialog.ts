import * as vscode from 'vscode';
import type { CardFile } from '../../agent/cards/card-files.js';
import type { DesignCard } from '../../agent/cards/design-card.js';
import type { Complexity, Role } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';

/** A task to be done, typed or from a design card. */
export interface ChosenTask {
  readonly goal: string;
  /** The card's name; undefined for a typed goal. */
  readonly taskSlug: string | undefined;
  readonly role: Role;
  readonly complexity: Complexity | null;
}

/**
 * Asks what is to be done: a typed goal, or one of the place's design cards.
 * @throws {vscode.CancellationError}
 */
export async function askTask(cards: readonly CardFile[]): Promise<ChosenTask> {
  const picked = await pickCard(cards);
  return picked === null ? askGoal() : taskOf(picked);
}

/**
 * Asks for one of the place's design cards; null where a goal is to be typed.
 * @throws {vscode.CancellationError}
 */
export async function pickCard(cards: readonly CardFile[]): Promise<CardFile | null> {
  if (cards.length === 0) return null;
  const typed = { label: '$(edit) Type a goal…' };
  const separator = { label: 'Design cards', kind: vscode.QuickPickItemKind.Separator };
  const cardItems = cards.map((card) => ({ ...itemOf(card), card }));
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { card?: CardFile }>(
    [typed, separator, ...cardItems],
    { title: 'What is to be done?', matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.card ?? null;
}

function itemOf({ name, result }: CardFile): vscode.QuickPickItem {
  if (result.card === null) {
    const [problem] = result.problems;
    const where =
      problem === undefined ? '' : `line ${problem.line}, column ${problem.column}: ${problem.message}`;
    return { label: `$(warning) ${name}`, detail: where };
  }
  const { card } = result;
  return {
    label: `$(checklist) ${card.name}`,
    description: [card.complexity, name].filter((each) => each !== null).join(' · '),
    detail: card.goals.join(' · '),
  };
}

/**
 * The card in a file. A broken one is opened where it is broken.
 * @throws {UserError} that says what is wrong with it
 */
export async function wholeCard({ file, name, result }: CardFile): Promise<DesignCard> {
  if (result.card !== null) return result.card;
  const [problem = { line: 1, column: 1, message: 'it is empty' }] = result.problems;
  const position = new vscode.Position(problem.line - 1, problem.column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(file), {
    selection: new vscode.Range(position, position),
  });
  throw new UserError(`${name}, line ${problem.line}, column ${problem.column}: ${problem.message}`);
}

async function taskOf(file: CardFile): Promise<ChosenTask> {
  const card = await wholeCard(file);
  return {
    goal: card.goals.join('\n'),
    taskSlug: card.name,
    role: card.role,
    complexity: card.complexity,
  };
}

/** @throws {vscode.CancellationError} */
export async function askGoal(): Promise<ChosenTask> {
  const goal = await vscode.window.showInputBox({
    title: 'What is to be done?',
    prompt: 'One sentence, as you would tell an agent.',
    placeHolder: 'Make the failing parser test pass',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A run needs a goal.' : undefined),
  });
  if (goal === undefined) throw new vscode.CancellationError();
  const complexity = await askComplexity();
  return { goal: goal.trim(), taskSlug: undefined, role: 'coder', complexity };
}

async function askComplexity(): Promise<Complexity | null> {
  const choices: (vscode.QuickPickItem & { readonly complexity: Complexity | null })[] = [
    { label: 'Not sure', detail: 'It is guessed from the goal.', complexity: null },
    { label: 'Easy', detail: 'A scaffold, a simple change: a cheap model will do.', complexity: 'easy' },
    { label: 'Medium', detail: 'A change over a few files.', complexity: 'medium' },
    { label: 'Hard', detail: 'A schema, a public interface: worth a strong model.', complexity: 'hard' },
  ];
  const picked = await vscode.window.showQuickPick(choices, {
    title: 'How hard is it?',
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.complexity;
}
