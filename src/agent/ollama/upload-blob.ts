import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { UserError } from '../../learning/user-error.js';

export interface UploadOptions {
  /** Of Ollama, e.g. `http://127.0.0.1:11434`. */
  readonly host: string;
  readonly signal?: AbortSignal | undefined;
  /** Told the share that was sent, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Hands a file to Ollama, unless it has it already, and answers with its digest, `sha256:…`. The client of Ollama has no
 * call for it.
 * @throws {UserError} when Ollama refuses it; what `fetch` throws when it cannot be reached
 */
export async function uploadBlob(file: string, { host, signal, onProgress }: UploadOptions): Promise<string> {
  const digest = await digestOf(file);
  const url = `${host.replace(/\/+$/, '')}/api/blobs/${digest}`;
  const known = await fetch(url, { method: 'HEAD', ...withSignal(signal) });
  if (!known.ok) {
    const { size } = await stat(file);
    let sent = 0;
    const body = createReadStream(file).on('data', (chunk) => {
      sent += chunk.length;
      onProgress?.(size === 0 ? 1 : sent / size);
    });
    // Node's fetch wants to be told that it will not read the answer before all is sent.
    const init = { method: 'POST', body: Readable.toWeb(body), duplex: 'half', ...withSignal(signal) };
    const response = await fetch(url, init as RequestInit);
    if (!response.ok) throw new UserError(`Ollama did not take ${file}: ${await reasonIn(response)}`);
  }
  onProgress?.(1);
  return digest;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `sha256:${hash.digest('hex')}`;
}

function withSignal(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

async function reasonIn(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body) return String(body.error);
  } catch {
    // Not JSON: a proxy answered.
  }
  return `${response.status} ${response.statusText}`.trim();
}
