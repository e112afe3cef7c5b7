/**
 * Whether a host is reached without the proxy: it is named in the list, or a domain above it is; `*` names all.
 * @param list names as NO_PROXY has them, between commas or spaces: `example.com`, `.example.com`, `*.example.com`, with `:443` or
 *   without; addresses and other ports name no site that is read
 */
export function goesAround(list: string, host: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/:443$/, '').replace(/^\*?\.(?=.)/, ''))
    .some((entry) => entry !== '' && (entry === '*' || host === entry || host.endsWith(`.${entry}`)));
}
