import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { agentFolder } from '../../learning/agent-folder.js';
import { writeOwnFile } from '../../learning/own-file.js';
import type { Role } from '../../learning/runs/run.js';
import { UserError } from '../../learning/user-error.js';
import { loraFolder } from './lora-folder.js';
import { modelfileOf, tunedParameters, tunedSystem } from './modelfile.js';

export interface TrainingRequest {
  /** The folder that holds `.agent`. */
  readonly repoRoot: string;
  /** The folder of train_lora.py as it was shipped. */
  readonly scriptFolder: string;
  /** The model to tune, a tag of Ollama, e.g. `qwen2.5-coder:7b`. */
  readonly base: string;
  readonly role: Role;
}

/** A folder in which a person can train. */
export interface TrainingFolder {
  readonly folder: string;
  /** What to type there, in this order: train, make the model, run it. */
  readonly commands: readonly string[];
}

/**
 * Puts the training script and a Modelfile into `.agent/lora` and says what to type there. Nothing is trained or fetched.
 * @throws {UserError} when nothing was exported yet, or the folder cannot be used
 */
export function prepareTraining({ repoRoot, scriptFolder, base, role }: TrainingRequest): TrainingFolder {
  const data = join(agentFolder(repoRoot), 'sft', `${role}_sft.jsonl`);
  const size = lstatSync(data, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0)
    throw new UserError(
      `There are no examples in ${data}. Export training data first: node dist/make-sft.cjs . --min-reward=0.7`,
    );
  const folder = loraFolder(repoRoot);
  copyScripts(scriptFolder, folder);
  const [modelfile, name] = [`${role}-tuned.Modelfile`, `my-${role}-tuned`];
  const adapter = `./${role}_adapter.gguf`;
  writeOwnFile(
    join(folder, modelfile),
    modelfileOf({ from: base, adapter, system: tunedSystem, parameters: tunedParameters }),
  );
  const llamaCpp = process.platform === 'win32' ? '%LLAMA_CPP%' : '"$LLAMA_CPP"';
  const python = process.platform === 'win32' ? 'python' : 'python3';
  return {
    folder,
    commands: [
      `${python} train_lora.py --data ${relative(folder, data)} --base ${base} --out . --llama-cpp ${llamaCpp}`,
      `ollama create ${name} -f ${modelfile}`,
      `ollama run ${name}`,
    ],
  };
}

function copyScripts(from: string, to: string): void {
  if (!existsSync(join(from, 'train_lora.py')))
    throw new UserError(`train_lora.py is missing from ${from}. Install the extension again.`);
  for (const below of ['', 'lora_training']) {
    mkdirSync(join(to, below), { recursive: true });
    for (const name of readdirSync(join(from, below)).filter((each) => each.endsWith('.py')))
      copyFileSync(join(from, below, name), join(to, below, name));
  }
}
