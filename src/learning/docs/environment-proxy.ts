/**
 * The proxy that the environment names for https, as other command-line programs read it; undefined without one.
 * @param environment such as `process.env`
 */
export function environmentProxy(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') continue;
    const address = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
    return URL.canParse(address) ? address : undefined;
  }
  return undefined;
}

/** The hosts that the environment wants reached without its proxy; undefined where it names none. */
export function environmentNoProxy(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return environment['no_proxy'] ?? environment['NO_PROXY'];
}

/** What a person should know who uses a proxy. Says nothing of its password. */
export function proxyNotice(proxy: string): string {
  const where = URL.canParse(proxy) ? new URL(proxy).host : 'a proxy';
  return `Documentation is fetched through ${where}. It looks up the addresses of hosts, so checking that they are public is up to it; only listed hosts are asked for, as always.`;
}
