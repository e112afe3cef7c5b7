import { UserError } from '../../learning/user-error.js';
import { readGgufHeader, type GgufHeader } from './gguf-header.js';

export interface AdapterFacts {
  /** Of the model that it fits, e.g. `qwen2`. */
  readonly architecture: string;
  readonly alpha: number | undefined;
  /** How many matrices it changes. */
  readonly matrices: number;
}

/** Bytes of 32 elements of the types that adapters come in; of others the size is not checked. */
const bytesOf32: Readonly<Record<number, number>> = { 0: 128, 1: 64, 8: 34, 30: 64 };

/**
 * Checks that a file is a whole LoRA adapter for a model of an architecture, as far as its header tells.
 * @param architecture of the base, as Ollama names it; undefined when it does not say
 * @throws {UserError} with what is wrong and what to do
 */
export function checkAdapter(file: string, architecture: string | undefined): AdapterFacts {
  const header = readGgufHeader(file);
  const { metadata, tensors } = header;
  if (metadata.get('general.type') !== 'adapter' || metadata.get('adapter.type') !== 'lora')
    throw new UserError(
      `${file} is a GGUF file, but no LoRA adapter. Convert the adapter's folder with convert_lora_to_gguf.py.`,
    );
  const own = metadata.get('general.architecture');
  if (typeof own !== 'string')
    throw new UserError(`${file} does not say what model it fits. Convert it again.`);
  if (architecture !== undefined && own !== architecture)
    throw new UserError(
      `${file} was trained on a model of the kind ${own}, but the base is of the kind ${architecture}. Choose the base that was given to train_lora.py.`,
    );
  const names = new Set(tensors.map(({ name }) => name));
  const halves = [...names].filter((name) => name.endsWith('.lora_a'));
  const isPaired = halves.every((name) => names.has(name.replace(/a$/, 'b')));
  if (halves.length === 0 || !isPaired || names.size !== 2 * halves.length)
    throw new UserError(`${file} lacks some of its matrices. Convert the adapter again.`);
  if (endOf(header) > header.fileBytes) throw new UserError(`${file} was cut off. Copy or convert it again.`);
  const alpha = metadata.get('adapter.lora.alpha');
  return { architecture: own, alpha: typeof alpha === 'number' ? alpha : undefined, matrices: halves.length };
}

function endOf({ tensors, dataStartBytes }: GgufHeader): number {
  const ends = tensors.map(
    ({ type, elements, offsetBytes }) => offsetBytes + (elements / 32) * (bytesOf32[type] ?? 0),
  );
  return dataStartBytes + Math.max(0, ...ends);
}
