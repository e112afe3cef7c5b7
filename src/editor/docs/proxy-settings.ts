import { environmentNoProxy, environmentProxy } from '../../learning/docs/environment-proxy.js';

/** What VS Code's own settings say of proxies. */
export interface ProxySettings {
  /** `http.proxy`; empty for none. */
  readonly proxy: string;
  /** `http.noProxy`. */
  readonly noProxy: readonly string[];
  /** `http.proxySupport`. */
  readonly support: string;
}

/**
 * The proxy for documentation sites: VS Code's, else the environment's, as VS Code itself does it. Whether certificates are
 * checked is not asked: they always are, whatever `http.proxyStrictSSL` says.
 */
export function proxyOf(
  { proxy, noProxy, support }: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly proxy: string | undefined; readonly noProxy: string | undefined } {
  if (support === 'off') return { proxy: undefined, noProxy: undefined };
  return {
    proxy: proxy === '' ? environmentProxy(environment) : proxy,
    noProxy: noProxy.length === 0 ? environmentNoProxy(environment) : noProxy.join(','),
  };
}
