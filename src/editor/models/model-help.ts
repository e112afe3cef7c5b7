import * as vscode from 'vscode';
import type { ModelProblem } from '../../agent/models/model-error.js';
import { UserError } from '../../learning/user-error.js';
import { commandId } from '../commands.js';
import type { AgentCode } from '../agent/agent-code.js';
import type { EditorModels } from './editor-models.js';

interface ModelTrouble extends Error {
  readonly problem: ModelProblem;
}

/** The agent's bundle has classes of its own, so its errors are known by their names. */
export function isModelTrouble(error: unknown): error is ModelTrouble {
  return error instanceof Error && error.name === 'ModelError' && 'problem' in error;
}

/** An error of the agent's bundle as one of the extension's, which commands know how to show. */
export function asOurError(error: unknown): unknown {
  const isForPeople = error instanceof Error && /^(?:User|Model|VariantsFile|Web)Error$/.test(error.name);
  return isForPeople && !(error instanceof UserError)
    ? new UserError(error.message, { cause: error })
    : error;
}

/** Says what is wrong with a model, with a button for what helps; resolves with whether it is worth another try. */
export async function helpWithModel(
  { problem, message }: ModelTrouble,
  arm: string,
  parts: { readonly code: AgentCode; readonly models: EditorModels },
): Promise<boolean> {
  switch (problem) {
    case 'unreachable': {
      const pressed = await vscode.window.showErrorMessage(message, 'Try Again', 'How to Set Up Ollama');
      if (pressed === 'How to Set Up Ollama')
        await vscode.env.openExternal(vscode.Uri.parse('https://docs.ollama.com/quickstart'));
      return pressed === 'Try Again';
    }
    case 'no-model': {
      const pull = `Pull ${arm}`;
      const pressed = await vscode.window.showErrorMessage(
        message,
        ...(/ollama/i.test(message) ? [pull] : []),
      );
      return pressed === pull && (await pulled(arm, parts));
    }
    case 'no-key':
    case 'key-refused': {
      const pressed = await vscode.window.showErrorMessage(message, 'Enter a Key');
      if (pressed !== undefined) await vscode.commands.executeCommand(commandId('enterKey'));
      return false;
    }
    case 'stalled':
    case 'cut-off':
    case 'rate-limited':
    case 'failed':
      return (await vscode.window.showErrorMessage(message, 'Try Again')) !== undefined;
    case 'quota':
    case 'too-long':
    case 'not-an-api':
    case 'redirected':
      void vscode.window.showErrorMessage(message);
      return false;
  }
}

/** Lets Ollama fetch a model, with progress and cancel. */
async function pulled(
  arm: string,
  { code, models }: { readonly code: AgentCode; readonly models: EditorModels },
): Promise<boolean> {
  const [ollama] = models.endpoints();
  if (ollama === undefined) return false;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Pulling ${arm}`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => {
      cancelling.abort(new vscode.CancellationError());
    });
    let reached = 0;
    const onProgress = (step: string, share: number | undefined): void => {
      const percent = share === undefined ? 0 : share * 100;
      progress.report({ message: step, increment: Math.max(0, percent - reached) });
      reached = Math.max(reached, percent);
    };
    try {
      const client = await (await models.servers()).clientOptions(ollama);
      await (await code.load()).pullModel(ollama, arm, { ...client, signal: cancelling.signal, onProgress });
      return true;
    } catch (error) {
      throw asOurError(error);
    } finally {
      listening.dispose();
    }
  });
}
