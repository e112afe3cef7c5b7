import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Role } from '../../learning/runs/run.js';
import { roles } from './requests.js';

/** The roles that examples were exported for. */
export async function exportedRoles(root: string): Promise<Role[]> {
  const sizes = await Promise.all(
    roles.map((role) =>
      stat(join(root, '.agent', 'sft', `${role}_sft.jsonl`)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return roles.filter((_, index) => (sizes[index] ?? 0) > 0);
}

/** The adapters in `.agent/lora`, by path. */
export async function trainedAdapters(root: string): Promise<string[]> {
  const folder = join(root, '.agent', 'lora');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.gguf'))
    .sort()
    .map((name) => join(folder, name));
}

/** What an adapter was trained for, by the name that the training script gives it: `coder_adapter.gguf`. */
export function roleOf(adapterFile: string): Role {
  return roles.find((role) => basename(adapterFile) === `${role}_adapter.gguf`) ?? 'coder';
}

/** The base that the Modelfile for a role names; undefined where there is none. */
export async function preparedBase(root: string, role: Role): Promise<string | undefined> {
  const file = join(root, '.agent', 'lora', `${role}-tuned.Modelfile`);
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^FROM (\S+)$/m.exec(text)?.[1];
}
