import type { TrainingFolder } from '../../agent/ollama/prepare-training.js';

/** What to type to train on this machine, as Markdown. Nothing of it is run by us. */
export function commandsText({ folder, commands }: TrainingFolder, platform: NodeJS.Platform): string {
  const isWindows = platform === 'win32';
  const [train = '', ...serve] = commands;
  const python = isWindows ? 'python' : 'python3';
  return [
    '# Ready to train',
    `The training script and a Modelfile are in \`${folder}\`. Nothing was started and nothing was fetched. Type this in a terminal; LORA_TRAINING_GUIDE.md of the extension says what each step needs and prints. If your GPU is in another machine, copy this folder and \`sft\` beside it there and go on there.`,
    '## Once',
    block([
      `cd ${quoted(folder, isWindows)}`,
      `${python} -m venv .venv`,
      isWindows ? '.venv\\Scripts\\activate.bat' : '. .venv/bin/activate',
      'pip install torch transformers peft accelerate',
      'pip install numpy pyyaml tqdm requests sentencepiece',
      `git clone --depth 1 https://github.com/ggml-org/llama.cpp ${isWindows ? '"%USERPROFILE%\\llama.cpp"' : '~/llama.cpp'}`,
    ]),
    '## Each time: train',
    block([
      `cd ${quoted(folder, isWindows)}`,
      isWindows ? '.venv\\Scripts\\activate.bat' : '. .venv/bin/activate',
      isWindows ? 'set "LLAMA_CPP=%USERPROFILE%\\llama.cpp"' : 'export LLAMA_CPP=~/llama.cpp',
      train,
    ]),
    'Without the weights of the base on this machine the script stops and says so; `--allow-download` lets it fetch them.',
    '## Then: serve it with Ollama',
    block(serve),
    'Or run “Learning Loop: Create Tuned Ollama Model…”, which checks first that the adapter fits, and adds the model to those that are suggested.',
    '',
  ].join('\n\n');
}

function block(lines: readonly string[]): string {
  return ['```', ...lines, '```'].join('\n');
}

function quoted(path: string, isWindows: boolean): string {
  return isWindows ? `/d "${path}"` : `'${path.replaceAll("'", `'\\''`)}'`;
}
