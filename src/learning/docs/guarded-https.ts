import { AsyncLocalStorage } from 'node:async_hooks';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import type { ClientRequest } from 'node:http';
import { isPublicAddress } from './public-address.js';

/** How sites are reached. Only code can give another one than the default: no setting, file or variable. */
export interface Route {
  /** Finds the addresses of a host; by default asks the system. */
  readonly lookup: (host: string) => Promise<readonly LookupAddress[]>;
  /** Whether an address may be connected to; by default public ones. */
  readonly isAllowed: (address: string) => boolean;
  /** Certificate authority to trust instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** Port to connect to; 443 by default. An address never names one. */
  readonly port?: number | undefined;
}

export const defaultRoute: Route = { lookup: systemAddresses, isAllowed: isPublicAddress };

interface Journey {
  readonly route: Route;
  wasGuarded: boolean;
}

const journeys = new AsyncLocalStorage<Journey>();

/**
 * Runs a request of node-fetch so that every address is checked in the moment of connecting. An agent could not do it: VS
 * Code replaces agents, and the check would be gone without a word. Builds put this module in the place of
 * `node:https` inside node-fetch; where one did not, nothing is handed out.
 */
export async function viaGuard<T>(route: Route, send: () => Promise<T>): Promise<T> {
  const journey: Journey = { route, wasGuarded: false };
  const result = await journeys.run(journey, send);
  if (!journey.wasGuarded) throw new Error('node-fetch was built without the address guard.');
  return result;
}

/** What node-fetch calls in place of `https.request`. */
function guardedRequest(address: string, options: RequestOptions): ClientRequest {
  const journey = journeys.getStore();
  if (journey === undefined) throw new Error('node-fetch may only be used through viaGuard.');
  journey.wasGuarded = true;
  const { route } = journey;
  // A name that is an address is connected to without any lookup.
  const host = new URL(address).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) throw new Error(`${host} is not a name`);
  const lookup: RequestOptions['lookup'] = (name, lookupOptions, callback) => {
    allowedAddresses(route, name).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) callback(new Error(`${name} has no address`), '', 0);
        else if (lookupOptions.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), '', 0);
      },
    );
  };
  const { ca, port = 443 } = route;
  return request(address, { ...options, lookup, agent: false, port, ...(ca === undefined ? {} : { ca }) });
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

function systemAddresses(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });
}

/** node-fetch imports the default export of `node:https` and uses its `request` alone. */
const https = { request: guardedRequest };
export { https as default };
