import * as vscode from 'vscode';
import type { ExportPreview, ModelShare } from '../../learning/dataset/export-report.js';
import type { FormatName } from '../../learning/dataset/formats.js';
import { countInWords, notLocalInWords } from './preview-text.js';

const formats: Readonly<Record<FormatName, { readonly label: string; readonly detail: string }>> = {
  sft: {
    label: 'Instruction, input, output',
    detail: 'What train_lora.py reads: coder_sft.jsonl, fixer_sft.jsonl, judge_sft.jsonl.',
  },
  openai: { label: 'OpenAI chats', detail: 'For fine-tuning at OpenAI. Nothing is sent there.' },
  completion: { label: 'Prompt and completion', detail: 'As TRL reads them.' },
  kto: { label: 'Kept or rejected (KTO)', detail: 'Each attempt, and whether you kept it.' },
  dpo: {
    label: 'Kept against rejected (DPO)',
    detail: 'Two attempts at the same task, the better one first.',
  },
};

/** @throws {vscode.CancellationError} */
export async function askFormat(): Promise<FormatName> {
  const names: readonly FormatName[] = ['sft', 'openai', 'completion', 'kto', 'dpo'];
  const items = names.map((name) => ({ ...formats[name], description: name, name }));
  return (await pick(items, 'Export in which format?')).name;
}

/**
 * Asks whether work of models that do not run on this machine is to be in it.
 * @throws {vscode.CancellationError}
 */
export async function askHosted(models: readonly ModelShare[]): Promise<boolean> {
  const others = notLocalInWords(models);
  const items = [
    {
      label: 'Leave out',
      detail: 'Only work of models that run on this machine, and of people.',
      isIncluded: false,
    },
    {
      label: 'Include',
      detail: 'I have looked at their terms. Some forbid training other models on their output.',
      isIncluded: true,
    },
  ];
  const picked = await pick(
    items,
    'Some work was done by models that run elsewhere, or by nobody knows whom',
    others,
  );
  return picked.isIncluded;
}

/**
 * Asks whether to export what the preview shows.
 * @returns false for another format
 * @throws {vscode.CancellationError}
 */
export async function askToExport({ examples, byRole }: ExportPreview, folder: string): Promise<boolean> {
  const counts = `coder ${byRole.coder}, fixer ${byRole.fixer}, judge ${byRole.judge}`;
  const items = [
    { label: `$(export) Export`, description: counts, detail: `To ${folder}`, isWanted: true },
    { label: '$(list-selection) Another Format…', isWanted: false },
  ];
  const picked = await pick(
    items,
    `Export ${countInWords(examples)}?`,
    'What they consist of is shown in the editor.',
  );
  return picked.isWanted;
}

async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  title: string,
  placeHolder?: string,
): Promise<T> {
  const options = { title, ignoreFocusOut: true, ...(placeHolder === undefined ? {} : { placeHolder }) };
  const picked = await vscode.window.showQuickPick(items, options);
  if (picked === undefined) throw new vscode.CancellationError();
  return picked;
}
