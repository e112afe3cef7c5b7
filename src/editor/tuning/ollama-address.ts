/** Whether an address is of this machine, so that what is sent there stays here. */
export function isThisMachine(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** Where a file goes that is handed to Ollama, for a person who decides about it. */
export function whereInWords(address: string): string {
  return isThisMachine(address)
    ? `Ollama at ${address}, on this machine. Nothing leaves it.`
    : `Ollama at ${address}, which is ANOTHER machine. The adapter was trained on your code; whoever runs that machine gets it.`;
}
