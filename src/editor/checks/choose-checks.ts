import * as vscode from 'vscode';
import { checksOf, type RecognisedCheck } from '../../evidence/check-command.js';
import type { FoundCheck } from '../../evidence/find-checks.js';

interface CheckItem extends vscode.QuickPickItem {
  readonly check: Omit<FoundCheck, 'definition'>;
}

const edit: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: 'Edit' };
const add: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('add'), tooltip: 'Add a Command' };

/**
 * Lets a person choose, edit and add commands; undefined when it was closed.
 * @param chosen which are picked at first
 */
export async function chooseChecks(
  folder: string,
  found: readonly FoundCheck[],
  chosen: (check: FoundCheck) => boolean,
): Promise<CheckItem['check'][] | undefined> {
  const picker = vscode.window.createQuickPick<CheckItem>();
  picker.title = `Which commands check “${folder}”?`;
  picker.placeholder = 'Nothing runs before you say so. The buttons edit a command and add one.';
  picker.canSelectMany = true;
  picker.ignoreFocusOut = true;
  picker.buttons = [add];
  picker.items = found.map(itemOf);
  picker.selectedItems = picker.items.filter((_, index) => {
    const check = found[index];
    return check !== undefined && chosen(check);
  });
  const put = (old: CheckItem | undefined, check: CheckItem['check'] | undefined): void => {
    if (check === undefined) return;
    const item = itemOf(check);
    const selected = picker.selectedItems.filter((each) => each !== old);
    picker.items =
      old === undefined ? [...picker.items, item] : picker.items.map((each) => (each === old ? item : each));
    picker.selectedItems = [...selected, item];
  };
  try {
    return await new Promise((resolve) => {
      let isAsking = false;
      const ask = async (old: CheckItem | undefined): Promise<void> => {
        isAsking = true;
        put(old, await typeCheck(old?.check.commandLine ?? ''));
        isAsking = false;
        picker.show();
      };
      picker.onDidTriggerItemButton(({ item }) => void ask(item));
      picker.onDidTriggerButton(() => void ask(undefined));
      picker.onDidAccept(() => {
        resolve(picker.selectedItems.map(({ check }) => check));
      });
      picker.onDidHide(() => {
        if (!isAsking) resolve(undefined);
      });
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}

/** Asks for a command, and for what it checks where that cannot be told; undefined when it was closed. */
export async function typeCheck(commandLine: string): Promise<CheckItem['check'] | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'A command that builds, lints or tests the whole project',
    value: commandLine,
    placeHolder: 'e.g. npm test',
    ignoreFocusOut: true,
  });
  const line = typed?.trim() ?? '';
  if (line === '') return undefined;
  const check = checksOf(line).at(-1) ?? (await askKind(line));
  return check === undefined ? undefined : { check, commandLine: line, from: '' };
}

async function askKind(commandLine: string): Promise<RecognisedCheck | undefined> {
  const kinds: (vscode.QuickPickItem & { readonly check: RecognisedCheck })[] = [
    { label: 'Build', description: 'compiles or checks types', check: 'build' },
    { label: 'Lint', description: 'looks for mistakes and style', check: 'lint' },
    { label: 'Test', description: 'runs tests', check: 'test' },
  ];
  const picked = await vscode.window.showQuickPick(kinds, { title: `What does “${commandLine}” do?` });
  return picked?.check;
}

function itemOf(check: CheckItem['check'] & { readonly definition?: string }): CheckItem {
  const behind = check.definition?.split('\n').join(' · ') ?? '';
  const detail = [check.from, behind].filter((part) => part !== '').join(' · ');
  return { label: check.commandLine, description: check.check, detail, buttons: [edit], check };
}
