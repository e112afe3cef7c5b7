import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../../../harness/paths.js';

const version = '3.22.1';
const installTimeoutMs = 300_000;

interface Sequence {
  evaluate(tokens: readonly number[], options: { temperature: number }): AsyncIterable<number>;
}
interface Context {
  getSequence(): Sequence;
  dispose(): Promise<void>;
}
interface Model {
  tokenize(text: string): number[];
  createContext(options: object): Promise<Context>;
  dispose(): Promise<void>;
}
interface Llama {
  loadModel(options: { modelPath: string }): Promise<Model>;
  dispose(): Promise<void>;
}
interface Library {
  readonly getLlama: (options: object) => Promise<Llama>;
}

/**
 * The real llama.cpp, prebuilt, installed from npm into the cache folder or found there; undefined where it is not to be had.
 * Takes 10 s and 85 MB, once.
 */
export async function findLlamaCpp(): Promise<Llama | undefined> {
  const folder = join(cacheFolder(), `node-llama-cpp-${version}`);
  const entry = join(folder, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  try {
    if (!existsSync(entry)) install(folder);
    const { getLlama } = (await import(pathToFileURL(entry).href)) as Library;
    return await getLlama({
      gpu: false,
      build: 'never',
      logLevel: 'error',
      progressLogs: false,
      maxThreads: 1,
    });
  } catch {
    return undefined;
  }
}

/** The most likely words after a prompt: always the same for the same model and adapter. */
export async function answerOf(llama: Llama, modelPath: string, adapterPath?: string): Promise<number[]> {
  const model = await llama.loadModel({ modelPath });
  const lora = adapterPath === undefined ? {} : { lora: { adapters: [{ filePath: adapterPath, scale: 1 }] } };
  const context = await model.createContext({ contextSize: 128, threads: 1, ...lora });
  const words: number[] = [];
  for await (const word of context
    .getSequence()
    .evaluate(model.tokenize('fix the cart'), { temperature: 0 })) {
    words.push(word);
    if (words.length === 12) break;
  }
  await context.dispose();
  await model.dispose();
  return words;
}

function install(folder: string): void {
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const packages = [`node-llama-cpp@${version}`, `@node-llama-cpp/linux-x64@${version}`];
  execFileSync(
    'npm',
    ['install', '--no-save', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    { cwd: fresh, stdio: 'ignore', timeout: installTimeoutMs },
  );
  rmSync(folder, { recursive: true, force: true });
  renameSync(fresh, folder);
}
