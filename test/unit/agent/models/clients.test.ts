import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SilenceLimits } from '../../../../src/agent/models/activity-limit.js';
import type { ClientOptions } from '../../../../src/agent/models/client-options.js';
import { parseEndpoint } from '../../../../src/agent/models/endpoint.js';
import type { ModelClient, ModelReply } from '../../../../src/agent/models/model-client.js';
import { ModelError } from '../../../../src/agent/models/model-error.js';
import { OllamaClient } from '../../../../src/agent/models/ollama-client.js';
import { OpenaiClient } from '../../../../src/agent/models/openai-client.js';
import { OllamaFixture } from '../../../fixtures/ollama/ollama-fixture.js';
import type { ScriptedReply } from '../../../fixtures/ollama/scripted-reply.js';
import { OpenaiFixture, openaiFailure } from '../../../fixtures/openai/openai-fixture.js';

/** Long for a server that answers, short for a test that waits for one that does not. */
const silence = { firstMs: 10_000, nextMs: 10_000 };
const impatience = { firstMs: 1000, nextMs: 1000 };
const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Say hello: äöü 😀' },
] as const;

let ollama: OllamaFixture;
let openai: OpenaiFixture;
const optionsOf = (key: string | undefined, wait: SilenceLimits): ClientOptions => ({
  place: 'here',
  keyHint: 'Set KEY.',
  silence: wait,
  key,
});
const servers: Record<
  'ollama' | 'openai',
  (model?: string, key?: string, wait?: SilenceLimits) => ModelClient
> = {
  ollama: (model = 'tiny-base', key, wait = silence) =>
    new OllamaClient(parseEndpoint(ollama.host), model, optionsOf(key, wait)),
  openai: (model = 'strong-model', key, wait = silence) =>
    new OpenaiClient(parseEndpoint(openai.url), model, optionsOf(key, wait)),
};

beforeEach(async () => {
  [ollama, openai] = [await OllamaFixture.start(), await OpenaiFixture.start()];
});
afterEach(async () => {
  await Promise.all([ollama.stop(), openai.stop()]);
});

function answer(reply: ScriptedReply): void {
  ollama.answer = openai.answer = () => reply;
}

function send(
  client: ModelClient,
  onText?: (piece: string) => void,
  signal = new AbortController().signal,
): Promise<ModelReply> {
  return client.send(messages, { signal, onText, maxTokens: 500 });
}

async function problemOf(
  sent: Promise<ModelReply>,
): Promise<Pick<ModelError, 'problem' | 'message' | 'retryAfterMs'>> {
  const error: unknown = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ModelError)) throw new Error('no ModelError was thrown', { cause: error });
  return error;
}

describe.each(['ollama', 'openai'] as const)('the client of %s, against its conformance fixture', (kind) => {
  const client = servers[kind];

  it('streams a reply and counts what the server counted', async () => {
    answer({ text: 'Hello, you there 😀.', usage: { input: 41, output: 7 } });
    const pieces: string[] = [];
    const reply = await send(client(), (piece) => pieces.push(piece));
    expect(reply).toEqual({
      text: 'Hello, you there 😀.',
      usage: { input: 41, output: 7, isExact: true },
      finishReason: 'stop',
    });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(reply.text);
    expect((kind === 'ollama' ? ollama : openai).chats[0]?.messages).toEqual(messages);
  });

  it('estimates, and says so, where the server does not count', async () => {
    answer({ text: 'Hello you.', usage: null });
    const { usage } = await send(client());
    expect(usage.isExact).toBe(false);
    expect(usage.input).toBeGreaterThan(5);
    expect(usage.output).toBeGreaterThan(1);
  });

  it('says that a reply ended for its length', async () => {
    answer({ text: 'Hel', ends: 'length' });
    expect((await send(client())).finishReason).toBe('length');
  });

  it.each([
    ['breaks off', 'cut-off'],
    ['stalls', 'stalled'],
    ['error', 'failed'],
  ] as const)('refuses a reply that %s', async (ends, problem) => {
    answer({ text: 'Half of a', ends });
    const impatient = client(undefined, undefined, ends === 'stalls' ? impatience : silence);
    expect((await problemOf(send(impatient))).problem).toBe(problem);
  });

  it('says so when nothing comes at all', async () => {
    answer({ text: '', ends: 'stalls' });
    expect((await problemOf(send(client(undefined, undefined, impatience)))).message).toContain(
      'never answered',
    );
  });

  it('ends in mid-stream with the reason of the person who cancels', async () => {
    answer({ text: 'A long reply that nobody waits for.', pauseMs: 20 });
    const controller = new AbortController();
    const sent = send(
      client(),
      () => {
        controller.abort(new Error('cancelled'));
      },
      controller.signal,
    );
    await expect(sent).rejects.toThrow('cancelled');
  });

  it('says which model is missing', async () => {
    const { problem, message } = await problemOf(send(client('big-model')));
    expect(problem).toBe('no-model');
    expect(message).toContain('big-model');
  });

  it('says what to start when nobody answers', async () => {
    const unreachable = client();
    await Promise.all([ollama.stop(), openai.stop()]);
    const { problem, message } = await problemOf(send(unreachable));
    expect(problem).toBe('unreachable');
    expect(message).toMatch(/does not answer at http:\/\/127\.0\.0\.1:\d+.*ECONNREFUSED.*Start/);
  });
});

describe('the client of Ollama', () => {
  it('makes the window large enough, so that nothing of a prompt is cut off without a word', async () => {
    await send(servers.ollama());
    expect(ollama.chats[0]?.options).toEqual({ num_ctx: 8192, num_predict: 500 });
    await servers.ollama().send([{ role: 'user', content: 'word '.repeat(10_000) }], {
      signal: new AbortController().signal,
      maxTokens: 2000,
    });
    expect(ollama.chats[1]?.options).toEqual({ num_ctx: 16_384, num_predict: 2000 });
  });

  it('refuses what no window of the model can hold, before it is sent', async () => {
    ollama.contextLength = 400;
    const { problem, message } = await problemOf(send(servers.ollama()));
    expect(problem).toBe('too-long');
    expect(message).toMatch(/tiny-base takes 400/);
    expect(ollama.chats).toEqual([]);
  });
});

describe('the client of OpenAI-compatible servers', () => {
  const web = { 'content-type': 'text/html' };
  it.each([
    [
      'the context',
      openaiFailure(
        400,
        'This model has a maximum context length of 8192 tokens.',
        'context_length_exceeded',
      ),
      'too-long',
      /smaller context set/,
    ],
    [
      'credit',
      openaiFailure(429, 'You exceeded your current quota.', 'insufficient_quota'),
      'quota',
      /Add credit/,
    ],
    [
      'patience',
      openaiFailure(429, 'Slow down.', 'rate_limit_exceeded', { 'retry-after': '7' }),
      'rate-limited',
      /Try again in 7 s/,
    ],
    ['health', openaiFailure(503, 'Overloaded.', null), 'failed', /trouble of its own \(503\)/],
    ['an interface', { status: 404, body: 'nothing here' }, 'not-an-api', /ends with \/v1/],
    [
      'anything but a page',
      { status: 200, headers: web, body: '<html>Sign in</html>' },
      'not-an-api',
      /a web page answers/,
    ],
  ] as const)('says what to do when the server lacks %s', async (_, failure, problem, words) => {
    openai.failures.push(failure);
    const thrown = await problemOf(send(servers.openai()));
    expect(thrown.problem).toBe(problem);
    expect(thrown.message).toMatch(words);
    if (problem === 'rate-limited') expect(thrown.retryAfterMs).toBe(7000);
  });

  it('tells a missing key from a wrong one', async () => {
    openai.key = 'right';
    expect(await problemOf(send(servers.openai()))).toMatchObject({
      problem: 'no-key',
      message: expect.stringContaining('Set KEY.') as string,
    });
    expect((await problemOf(send(servers.openai(undefined, 'wrong')))).problem).toBe('key-refused');
    await expect(send(servers.openai(undefined, 'right'))).resolves.toMatchObject({ text: 'Hello.' });
    expect(openai.headers[0]?.authorization).toBeUndefined();
  });

  it('follows a redirect on its own server only, so that keys stay there', async () => {
    const other = await OpenaiFixture.start();
    openai.failures.push({ status: 307, headers: { location: '/v1/chat/completions' }, body: '' });
    await expect(send(servers.openai(undefined, 'key'))).resolves.toMatchObject({ text: 'Hello.' });
    openai.failures.push({ status: 307, headers: { location: `${other.url}/chat/completions` }, body: '' });
    const { problem, message } = await problemOf(send(servers.openai(undefined, 'key')));
    expect(problem).toBe('redirected');
    expect(message).toContain(new URL(other.url).host);
    expect(other.headers).toEqual([]);
    await other.stop();
  });

  it('takes nothing from environment variables that are meant for another server', async () => {
    process.env['OPENAI_API_KEY'] = 'other';
    process.env['OPENAI_CUSTOM_HEADERS'] = 'X-Secret: other';
    process.env['OPENAI_ORG_ID'] = 'other';
    try {
      await send(servers.openai());
    } finally {
      for (const name of ['API_KEY', 'CUSTOM_HEADERS', 'ORG_ID'])
        Reflect.deleteProperty(process.env, `OPENAI_${name}`);
    }
    expect(JSON.stringify(openai.headers)).not.toContain('other');
  });
});
