import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RpcMessage } from '../../../src/shared/rpc-messages.js';
import { RpcPeer, type RpcService } from '../../../src/shared/rpc-peer.js';

interface Channel {
  readonly asking: RpcPeer;
  readonly answering: RpcPeer;
  readonly sent: RpcMessage[];
  readonly unknown: string[];
  /** Lets the timer of the last request run out. */
  readonly runOut: () => void;
}

const silent: RpcService = { takes: () => false, request: () => Promise.resolve(), notify: () => undefined };

/** Two ends that hear each other, as JSON, as through a window. */
function channel(service: Partial<RpcService>): Channel {
  const sent: RpcMessage[] = [];
  const unknown: string[] = [];
  let timer = (): void => undefined;
  const end = (other: () => RpcPeer, own: RpcService): RpcPeer =>
    new RpcPeer(
      {
        post: (message) => {
          sent.push(message);
          other().receive(JSON.parse(JSON.stringify(message)));
        },
        schedule: (callback) => {
          timer = callback;
          return () => {
            timer = () => undefined;
          };
        },
        onUnknown: (what) => void unknown.push(what),
      },
      own,
    );
  const asking: RpcPeer = end(() => answering, silent);
  const answering: RpcPeer = end(() => asking, { ...silent, takes: () => true, ...service });
  return {
    asking,
    answering,
    sent,
    unknown,
    runOut: () => {
      timer();
    },
  };
}

const soon = { timeoutMs: 1000 };

describe('RpcPeer', () => {
  afterEach(() => vi.restoreAllMocks());

  it('answers each request with its own result, in any order', async () => {
    const waiting = new Map<unknown, (result: unknown) => void>();
    const { asking } = channel({
      request: (_, params) => new Promise((resolve) => waiting.set(params, resolve)),
    });
    const [first, second] = [asking.request('a', 1, soon), asking.request('a', 2, soon)];
    waiting.get(2)?.('two');
    waiting.get(1)?.('one');
    expect(await Promise.all([first, second])).toEqual(['one', 'two']);
  });

  it('passes the words of an error on', async () => {
    const { asking } = channel({ request: () => Promise.reject(new Error('No such run.')) });
    await expect(asking.request('a', null, soon)).rejects.toMatchObject({
      message: 'No such run.',
      reason: 'refused',
    });
  });

  it('refuses what the other side does not take, before a handler sees it', async () => {
    const request = vi.fn(() => Promise.resolve());
    const { asking, unknown } = channel({ takes: (method) => method === 'known', request });
    await expect(asking.request('other', null, soon)).rejects.toMatchObject({ reason: 'refused' });
    expect(request).not.toHaveBeenCalled();
    expect(unknown).toEqual(['the request other']);
  });

  it('ends a request whose time has run out, and tells the other side', async () => {
    let signal: AbortSignal | undefined;
    const { asking, runOut } = channel({
      request: (_method, _params, given) => {
        signal = given;
        return new Promise(() => undefined);
      },
    });
    const asked = asking.request('a', null, soon);
    runOut();
    await expect(asked).rejects.toMatchObject({ reason: 'timeout' });
    expect(signal?.aborted).toBe(true);
  });

  it('cancels by signal, also one that is aborted already', async () => {
    const { asking } = channel({ request: () => new Promise(() => undefined) });
    const controller = new AbortController();
    const asked = asking.request('a', null, { timeoutMs: null, signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ reason: 'cancelled' });
    await expect(
      asking.request('a', null, { timeoutMs: null, signal: controller.signal }),
    ).rejects.toMatchObject({ reason: 'cancelled' });
  });

  it('rejects what waits when it is disposed, and sends nothing from then on', async () => {
    const { asking, sent } = channel({ request: () => new Promise(() => undefined) });
    const asked = asking.request('a', null, soon);
    asking.dispose();
    await expect(asked).rejects.toMatchObject({ reason: 'closed' });
    await expect(asking.request('a', null, soon)).rejects.toMatchObject({ reason: 'closed' });
    asking.notify('n', null);
    expect(sent.map(({ type }) => type)).toEqual(['request']);
  });

  it('hears notifications and nothing that is no message', () => {
    const notify = vi.fn();
    const { asking, answering, unknown } = channel({ notify });
    asking.notify('stale', { revision: 3 });
    expect(notify).toHaveBeenCalledWith('stale', { revision: 3 });
    for (const noise of [null, 'x', {}, { type: 'request' }, { type: 'result', id: 'x' }, { type: 'no' }]) {
      answering.receive(noise);
    }
    expect(unknown).toHaveLength(6);
  });
});
