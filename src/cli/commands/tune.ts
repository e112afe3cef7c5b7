import { join } from 'node:path';
import { prepareTraining } from '../../agent/ollama/prepare-training.js';
import type { Role } from '../../learning/runs/run.js';
import type { Command } from '../command.js';
import { UsageError } from '../usage-error.js';
import { printJson, wantsJson } from '../print-json.js';

const roles: readonly Role[] = ['coder', 'fixer', 'judge'];

export const tune: Command = {
  name: 'tune',
  summary: 'Prepare a folder to train an adapter in, and say what to type there.',
  positionals: [{ name: 'BASE', help: 'the model to tune, as Ollama calls it: qwen2.5-coder:7b' }],
  options: {
    role: { type: 'string', placeholder: 'NAME', help: 'coder (the default), fixer or judge' },
  },
  json: {
    prints: 'an object',
    fields: {
      folder: 'where everything is',
      commands: 'what to type there',
    },
  },
  details: `Copies train_lora.py into .agent/lora, beside a Modelfile for Ollama. Export training
data first. Nothing is trained and nothing is fetched; LORA_TRAINING_GUIDE.md says what
each command needs and prints.`,
  run(call) {
    const role = roles.find((each) => each === (call.values['role'] ?? 'coder'));
    if (role === undefined) throw new UsageError(`--role is one of ${roles.join(', ')}.`);
    const { folder, commands } = prepareTraining({
      repoRoot: call.root,
      scriptFolder: join(__dirname, '..', 'media', 'lora'),
      base: call.positionals[0] ?? '',
      role,
    });
    if (wantsJson(call)) {
      printJson(call, { folder, commands });
      return;
    }
    call.print(`Ready in ${folder}. Set LLAMA_CPP to your copy of llama.cpp, then type there:`);
    for (const command of commands) call.print(`  ${command}`);
  },
};
