import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { UserError } from '../../learning/user-error.js';
import { defaultOllamaUrl, parseEndpoint, type Endpoint } from './endpoint.js';
import { openaiAddress } from './keys.js';

type Environment = Readonly<Record<string, string | undefined>>;

const ollamaPort = '11434';

/** A person's own configuration of the command line; never a workspace's. */
function userConfigFile(environment: Environment): string {
  return join(environment['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'learning-loop', 'config.json');
}

/**
 * The servers of a person who works without the editor: Ollama (`OLLAMA_HOST`, else on this machine), OpenAI or what
 * `OPENAI_BASE_URL` names where there is a key for it, and `"endpoints": {"NAME": "ADDRESS"}` of the configuration.
 * @throws {UserError} when the configuration cannot be read
 */
export function userEndpoints(environment: Environment): Endpoint[] {
  return [
    parseEndpoint(ollamaAddress(environment['OLLAMA_HOST'] ?? ''), 'ollama'),
    ...(environment['OPENAI_API_KEY'] ? [parseEndpoint(openaiAddress(environment), 'openai')] : []),
    ...configured(userConfigFile(environment)),
  ];
}

/** What Ollama's own program makes of the variable; a server that listens everywhere is asked on this machine. */
function ollamaAddress(host: string): string {
  const address = host.trim().replace('0.0.0.0', '127.0.0.1');
  if (address === '') return defaultOllamaUrl;
  return /^[a-z]+:\/\//i.test(address) || /:\d+\/?$/.test(address) ? address : `${address}:${ollamaPort}`;
}

function configured(file: string): Endpoint[] {
  const text = textOf(file);
  if (text === undefined) return [];
  const errors: ParseError[] = [];
  const config: unknown = parse(text, errors, { allowTrailingComma: true });
  const endpoints = isRecord(config) ? (config['endpoints'] ?? {}) : undefined;
  if (errors.length > 0 || !isRecord(endpoints))
    throw new UserError(
      `${file} must look like {"endpoints": {"work": "https://models.example.com/v1"}}. Mend it.`,
    );
  return Object.entries(endpoints).map(([name, address]) => parseEndpoint(String(address), name));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
