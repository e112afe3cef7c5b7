import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Route } from './route.js';

/**
 * A TLS connection to a host through a proxy (CONNECT). The host's certificate is checked here; the host's address is
 * looked up by the proxy. Messages never carry the proxy's password.
 */
export async function tunnelTo(
  host: string,
  proxy: string,
  { port, secureContext }: Route,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const socket = await connectThrough(new URL(proxy), `${host}:${port}`, signal);
  return connect({ socket, servername: host, secureContext: secureContext(), rejectUnauthorized: true });
}

function connectThrough(proxy: URL, target: string, signal: AbortSignal): Promise<Duplex> {
  const request =
    proxy.protocol === 'https:' ? httpsRequest : proxy.protocol === 'http:' ? httpRequest : undefined;
  if (request === undefined) {
    return Promise.reject(
      new Error(`the proxy ${proxy.host} is of a kind that is not supported (${proxy.protocol})`),
    );
  }
  const options: RequestOptions = {
    method: 'CONNECT',
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port === '' ? undefined : proxy.port,
    path: target,
    headers: { host: target, ...credentials(proxy) },
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    request(options)
      .on('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) resolve(socket);
        else {
          socket.destroy();
          reject(new Error(`the proxy ${proxy.host} answered ${statusCode ?? 'nothing'}`));
        }
      })
      .on('response', (response) => {
        response.destroy();
        reject(new Error(`the proxy ${proxy.host} answered ${response.statusCode ?? 'nothing'}`));
      })
      .on('error', (error) => {
        reject(new Error(`the proxy ${proxy.host} could not be used: ${error.message}`, { cause: error }));
      })
      .end();
  });
}

function credentials({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}
