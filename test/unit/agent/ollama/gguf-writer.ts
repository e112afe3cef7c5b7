import { RandomValues } from '../../../bench/scrub/random-values.js';

export interface WrittenTensor {
  readonly name: string;
  /** Sizes, the fastest changing first. */
  readonly sizes: readonly number[];
  readonly data: Float32Array;
}

type Value =
  | readonly ['u32' | 'i32' | 'f32', number | readonly number[]]
  | readonly ['text', string | readonly string[]];
export type Metadata = Readonly<Record<string, Value>>;

const types = { u32: 4, i32: 5, f32: 6, text: 8, list: 9 };
const alignment = 32;

/** A GGUF file, version 3, with tensors of 32-bit floats. */
export function ggufFile(metadata: Metadata, tensors: readonly WrittenTensor[]): Buffer {
  const entries = Object.entries(metadata);
  let offset = 0;
  const infos = tensors.map(({ name, sizes, data }) => {
    const info = [text(name), u32(sizes.length), ...sizes.map(u64), u32(0), u64(offset)];
    offset += padded(Buffer.from(data.buffer)).length;
    return Buffer.concat(info);
  });
  const header = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entries.length)];
  const values = entries.map(([key, value]) => Buffer.concat([text(key), typed(value)]));
  const head = padded(Buffer.concat([...header, ...values, ...infos]));
  return Buffer.concat([head, ...tensors.map(({ data }) => padded(Buffer.from(data.buffer)))]);
}

const width = 64;
const layers = 2;
const heads = 4;
const inner = 128;

/** A Llama of two layers with random weights and a vocabulary of bytes: it can be run, and says nothing of sense. */
export function tinyModel(): Buffer {
  const random = new RandomValues(1);
  const vocabulary = ['<unk>', '<s>', '</s>', ...bytes(), '▁', ...Array.from('etaoinshrdlucmfwypvbgkqjxz')];
  const matrix = (name: string, columns: number, rows: number): WrittenTensor => ({
    name: `${name}.weight`,
    sizes: [columns, rows],
    data: normal(random, columns * rows, 1.5 / Math.sqrt(columns)),
  });
  const ones = (name: string): WrittenTensor => ({
    name: `${name}.weight`,
    sizes: [width],
    data: new Float32Array(width).fill(1),
  });
  const blocks = Array.from({ length: layers }, (_, layer) => `blk.${layer}.`).flatMap((block) => [
    ones(`${block}attn_norm`),
    ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => matrix(block + name, width, width)),
    ones(`${block}ffn_norm`),
    matrix(`${block}ffn_gate`, width, inner),
    matrix(`${block}ffn_up`, width, inner),
    matrix(`${block}ffn_down`, inner, width),
  ]);
  return ggufFile(
    {
      'general.architecture': ['text', 'llama'],
      'llama.context_length': ['u32', 512],
      'llama.embedding_length': ['u32', width],
      'llama.block_count': ['u32', layers],
      'llama.feed_forward_length': ['u32', inner],
      'llama.attention.head_count': ['u32', heads],
      'llama.attention.head_count_kv': ['u32', heads],
      'llama.attention.layer_norm_rms_epsilon': ['f32', 1e-5],
      'llama.rope.dimension_count': ['u32', width / heads],
      'llama.vocab_size': ['u32', vocabulary.length],
      'tokenizer.ggml.model': ['text', 'llama'],
      'tokenizer.ggml.tokens': ['text', vocabulary],
      'tokenizer.ggml.scores': ['f32', vocabulary.map((_, index) => -index)],
      'tokenizer.ggml.token_type': [
        'i32',
        vocabulary.map((_, index) => (index === 0 ? 2 : index < 3 ? 3 : index < 259 ? 6 : 1)),
      ],
      'tokenizer.ggml.bos_token_id': ['u32', 1],
      'tokenizer.ggml.eos_token_id': ['u32', 2],
      'tokenizer.ggml.unknown_token_id': ['u32', 0],
    },
    [
      {
        name: 'token_embd.weight',
        sizes: [width, vocabulary.length],
        data: normal(random, width * vocabulary.length, 1),
      },
      ...blocks,
      ones('output_norm'),
      matrix('output', width, vocabulary.length),
    ],
  );
}

/** A LoRA adapter that fits {@link tinyModel}. */
export function tinyAdapter(metadata: Metadata = {}): Buffer {
  const random = new RandomValues(2);
  const rank = 4;
  const halves = Array.from({ length: layers }, (_, layer) => layer).flatMap((layer) =>
    ['attn_q', 'attn_v'].flatMap((name) =>
      (['a', 'b'] as const).map((half) => ({
        name: `blk.${layer}.${name}.weight.lora_${half}`,
        sizes: half === 'a' ? [width, rank] : [rank, width],
        data: normal(random, width * rank, 0.5),
      })),
    ),
  );
  return ggufFile(
    {
      'general.architecture': ['text', 'llama'],
      'general.type': ['text', 'adapter'],
      'adapter.type': ['text', 'lora'],
      'adapter.lora.alpha': ['f32', 32],
      ...metadata,
    },
    halves,
  );
}

function typed([type, value]: Value): Buffer {
  const one = (each: number | string): Buffer => {
    if (typeof each === 'string') return text(each);
    const bytes = Buffer.alloc(4);
    if (type === 'f32') bytes.writeFloatLE(each);
    else if (type === 'i32') bytes.writeInt32LE(each);
    else bytes.writeUInt32LE(each);
    return bytes;
  };
  if (typeof value === 'string' || typeof value === 'number')
    return Buffer.concat([u32(types[type]), one(value)]);
  return Buffer.concat([u32(types.list), u32(types[type]), u64(value.length), ...value.map(one)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((alignment - (bytes.length % alignment)) % alignment)]);
}

function bytes(): string[] {
  return Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
}

/** Sums of twelve even numbers are nearly normal. */
function normal(random: RandomValues, length: number, deviation: number): Float32Array {
  const one = (): number =>
    Array.from({ length: 12 }, () => random.below(1 << 24) / (1 << 24)).reduce((a, b) => a + b) - 6;
  return Float32Array.from({ length }, () => one() * deviation);
}
