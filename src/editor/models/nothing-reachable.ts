import * as vscode from 'vscode';
import { commandId } from '../commands.js';

interface WayItem extends vscode.QuickPickItem {
  readonly go: () => Thenable<unknown>;
}

const setUpOllama = vscode.Uri.parse('https://docs.ollama.com/quickstart');

/**
 * One page for whoever has no model yet: every way to get one, and the way without.
 * @param problems why the servers that are set up did not answer
 */
export async function showNothingReachable(problems: readonly string[]): Promise<void> {
  const ways: WayItem[] = [
    {
      label: "$(sparkle) Use VS Code's models",
      detail: 'Sign in to Copilot or another provider in VS Code; its models are found then.',
      go: () => vscode.commands.executeCommand('workbench.action.chat.manage'),
    },
    {
      label: '$(server) Set up Ollama',
      detail: 'Free, and nothing leaves this machine: install it, then “ollama pull qwen2.5-coder:7b”.',
      go: () => vscode.env.openExternal(setUpOllama),
    },
    {
      label: '$(key) Enter a key',
      detail: 'Of OpenAI, or of any server that speaks the same language. It is kept in your keychain.',
      go: () => vscode.commands.executeCommand(commandId('enterKey')),
    },
    {
      label: '$(eye) Just watch my agents',
      detail: 'Copilot, Claude Code and others are scored without any model of ours.',
      go: () =>
        vscode.window.showInformationMessage(
          'Runs of other agents are scored as they come. Nothing else is needed.',
        ),
    },
  ];
  const picked = await vscode.window.showQuickPick(ways, {
    title: 'No model can be reached',
    placeHolder: problems.join(' ') || 'No server is set up, and VS Code offers no models.',
    ignoreFocusOut: true,
  });
  void picked?.go();
}
