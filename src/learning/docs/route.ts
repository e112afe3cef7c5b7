import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { createSecureContext, type SecureContext } from 'node:tls';
import { trustedAuthorities } from './certificate-authorities.js';
import { isPublicAddress } from './public-address.js';
import { goesAround } from './proxy-exceptions.js';

/** How sites are reached, where that is not the usual way. Only code can say so: no setting, file or variable. */
export interface RouteOptions {
  /** Finds the addresses of a host; by default asks the system. */
  readonly lookup?: ((host: string) => Promise<readonly LookupAddress[]>) | undefined;
  /** Whether an address may be connected to; by default public ones. */
  readonly isAllowed?: ((address: string) => boolean) | undefined;
  /** Certificate authority to trust instead of the usual ones, PEM. */
  readonly ca?: string | undefined;
  /** Port to connect to; 443 by default. An address never names one. */
  readonly port?: number | undefined;
  /**
   * Proxy to go through, such as `http://proxy.example:3128`. It looks hosts up itself, so that addresses are then checked by it
   * and not here; which hosts may be asked for stays as it is.
   */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without the proxy, as NO_PROXY names them. */
  readonly noProxy?: string | undefined;
}

export interface Route {
  readonly lookup: (host: string) => Promise<readonly LookupAddress[]>;
  readonly isAllowed: (address: string) => boolean;
  readonly port: number;
  /** The proxy on the way to a host; undefined for none. */
  readonly proxyTo: (host: string) => string | undefined;
  /** The certificates that count; read when first needed, since there are hundreds. */
  readonly secureContext: () => SecureContext;
}

export function routeOf(options: RouteOptions = {}): Route {
  const { lookup = systemAddresses, isAllowed = isPublicAddress, ca, port = 443, proxy, noProxy } = options;
  let context: SecureContext | undefined;
  return {
    lookup,
    isAllowed,
    port,
    proxyTo: (host) => (noProxy !== undefined && goesAround(noProxy, host) ? undefined : proxy),
    secureContext: () => (context ??= createSecureContext({ ca: ca ?? trustedAuthorities() })),
  };
}

function systemAddresses(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });
}
