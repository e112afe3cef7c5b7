import { AsyncLocalStorage } from 'node:async_hooks';
import type { LookupAddress } from 'node:dns';
import type { ClientRequest } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { tunnelTo } from './proxy-tunnel.js';
import type { Route } from './route.js';

interface Journey {
  readonly route: Route;
  readonly signal: AbortSignal;
  readonly onConnected: (socket: Socket) => void;
  wasGuarded: boolean;
}

const journeys = new AsyncLocalStorage<Journey>();

/**
 * Runs a request of node-fetch so that every address is checked in the moment of connecting. An agent could not do it: VS
 * Code replaces agents, and the check would be gone without a word. Builds put this module in the place of
 * `node:https` inside node-fetch; where one did not, nothing is handed out.
 * @param onConnected told of the socket once there is a connection
 */
export async function viaGuard<T>(
  route: Route,
  signal: AbortSignal,
  send: () => Promise<T>,
  onConnected: (socket: Socket) => void = () => undefined,
): Promise<T> {
  const journey: Journey = { route, signal, onConnected, wasGuarded: false };
  const result = await journeys.run(journey, send);
  if (!journey.wasGuarded) throw new Error('node-fetch was built without the address guard.');
  return result;
}

/** What node-fetch calls in place of `https.request`. */
function guardedRequest(address: string, options: RequestOptions): ClientRequest {
  const journey = journeys.getStore();
  if (journey === undefined) throw new Error('node-fetch may only be used through viaGuard.');
  journey.wasGuarded = true;
  const { route, signal, onConnected } = journey;
  // A name that is an address is connected to without any lookup.
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) throw new Error(`${host} is not a name`);
  const proxy = route.proxyTo(host);
  return request(address, {
    ...options,
    ...(proxy === undefined ? direct(route) : proxied(host, proxy, route, signal)),
  }).once('socket', (socket) => {
    if (!socket.connecting) onConnected(socket);
    else
      socket.once('connect', () => {
        onConnected(socket);
      });
  });
}

function direct(route: Route): RequestOptions & Pick<ConnectionOptions, 'secureContext'> {
  return {
    agent: false,
    port: route.port,
    secureContext: route.secureContext(),
    // Else a variable of the environment could switch certificates off.
    rejectUnauthorized: true,
    lookup: (name, { all }, callback) => {
      allowedAddresses(route, name).then(
        (addresses) => {
          const [first] = addresses;
          if (first === undefined) callback(new Error(`${name} has no address`), '', 0);
          else if (all === true) callback(null, [...addresses]);
          else callback(null, first.address, first.family);
        },
        (error: unknown) => {
          callback(asError(error), '', 0);
        },
      );
    },
  };
}

function proxied(host: string, proxy: string, route: Route, signal: AbortSignal): RequestOptions {
  return {
    createConnection: (_, onConnected) => {
      tunnelTo(host, proxy, route, signal).then(
        (socket) => {
          onConnected(null, socket);
        },
        (error: unknown) => {
          // Only an error is told then, and Node asks for a socket beside it in vain.
          Reflect.apply(onConnected, undefined, [asError(error)]);
        },
      );
      return undefined;
    },
  };
}

/** One address that is not allowed condemns all: a name of a public site has none. */
async function allowedAddresses(
  { lookup, isAllowed }: Route,
  name: string,
): Promise<readonly LookupAddress[]> {
  const addresses = await lookup(name);
  const refused = addresses.find(({ address }) => !isAllowed(address));
  if (refused !== undefined)
    throw new Error(`${name} leads to ${refused.address}, which is not a public address`);
  return addresses;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** node-fetch imports the default export of `node:https` and uses its `request` alone. */
const https = { request: guardedRequest };
export { https as default };
