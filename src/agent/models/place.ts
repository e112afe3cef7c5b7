/** Where this process runs, as far as it matters for what `localhost` is. */
export type Place = 'here' | 'wsl' | 'ssh' | 'container';

/**
 * Tells where a process runs.
 * @param fileExists whether there is a file of that path
 */
export function placeOf(
  environment: Readonly<Record<string, string | undefined>>,
  fileExists: (path: string) => boolean,
): Place {
  const isSet = (...names: readonly string[]): boolean =>
    names.some((name) => (environment[name] ?? '') !== '');
  if (isSet('REMOTE_CONTAINERS', 'CODESPACES', 'KUBERNETES_SERVICE_HOST')) return 'container';
  if (fileExists('/.dockerenv') || fileExists('/run/.containerenv')) return 'container';
  if (isSet('WSL_DISTRO_NAME', 'WSL_INTEROP')) return 'wsl';
  return isSet('SSH_CONNECTION', 'SSH_CLIENT') ? 'ssh' : 'here';
}

/** What a person should know of `localhost` there when nothing answers at a port of it; empty where it is what it seems. */
export function localhostInWords(place: Place, port: string): string {
  switch (place) {
    case 'here':
      return '';
    case 'wsl':
      return ` In WSL, localhost is the Linux side. If the server runs on Windows, let it listen on all addresses (for Ollama: OLLAMA_HOST=0.0.0.0) and use the address of Windows that "ip route show default" names.`;
    case 'ssh':
      return ` Over SSH, localhost is the remote machine. Start the server there, or bring yours over with: ssh -R ${port}:127.0.0.1:${port} HOST.`;
    case 'container':
      return ` In a container, localhost is the container itself. If the server runs on its host, use http://host.docker.internal:${port}.`;
  }
}
