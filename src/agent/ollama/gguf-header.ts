import { UserError } from '../../learning/user-error.js';
import { GgufReader } from './gguf-reader.js';

interface GgufTensor {
  readonly name: string;
  /** Of ggml's types. */
  readonly type: number;
  readonly elements: number;
  /** From the beginning of the data. */
  readonly offsetBytes: number;
}

/** What a GGUF file says of itself. */
export interface GgufHeader {
  readonly metadata: ReadonlyMap<string, string | number | boolean>;
  readonly tensors: readonly GgufTensor[];
  /** Where the tensors' data begins. */
  readonly dataStartBytes: number;
  readonly fileBytes: number;
}

const maxEntries = 100_000;

/**
 * Reads the header of a GGUF file, versions 2 and 3; lists in it are passed over.
 * @throws {UserError} when it is not a GGUF file, or ends within its header
 */
export function readGgufHeader(file: string): GgufHeader {
  const reader = new GgufReader(file);
  try {
    if (reader.ascii(4) !== 'GGUF')
      throw new UserError(`${file} is not a GGUF file. Convert the adapter with llama.cpp first.`);
    const version = reader.u32();
    if (version !== 2 && version !== 3)
      throw new UserError(
        `${file} has version ${version} of GGUF; 2 and 3 are known. Convert it again with a llama.cpp of today.`,
      );
    const [tensorCount, entryCount] = [reader.count(maxEntries), reader.count(maxEntries)];
    const metadata = new Map<string, string | number | boolean>();
    for (let index = 0; index < entryCount; index += 1) {
      const key = reader.text();
      const value = reader.value(reader.u32());
      if (value !== undefined) metadata.set(key, value);
    }
    const tensors = Array.from({ length: tensorCount }, () => readTensor(reader));
    const alignment = metadata.get('general.alignment');
    const step = typeof alignment === 'number' && alignment > 0 ? alignment : 32;
    return {
      metadata,
      tensors,
      dataStartBytes: Math.ceil(reader.position / step) * step,
      fileBytes: reader.fileBytes,
    };
  } finally {
    reader.close();
  }
}

function readTensor(reader: GgufReader): GgufTensor {
  const name = reader.text();
  const dimensions = Array.from({ length: reader.smallCount(8) }, () => reader.u64());
  const type = reader.u32();
  return {
    name,
    type,
    elements: dimensions.reduce((product, size) => product * size, 1),
    offsetBytes: reader.u64(),
  };
}
