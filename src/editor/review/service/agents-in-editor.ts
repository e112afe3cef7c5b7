/** Agents that edit the documents of the editor, by their extension. */
const agentOfExtension: Readonly<Record<string, string>> = {
  'github.copilot-chat': 'GitHub Copilot',
  'saoudrizwan.claude-dev': 'Cline',
  'rooveterinaryinc.roo-cline': 'Roo Code',
  'kilocode.kilo-code': 'Kilo Code',
  'continue.continue': 'Continue',
};

export const agentExtensions: readonly string[] = Object.keys(agentOfExtension);

/**
 * Who made an edit of a document where nobody typed: the one agent that works in this window; null where there is none, or more
 * than one.
 * @param active ids of extensions that are active, in any case
 */
export function agentInEditor(active: readonly string[]): string | null {
  const agents = active.flatMap((id) => agentOfExtension[id.toLowerCase()] ?? []);
  return agents.length === 1 ? (agents[0] ?? null) : null;
}

/** Whether an agent asks in the editor itself whether its edits are kept. The command line of the same name does not. */
export function asksItself(agent: string | null): boolean {
  return agent !== null && /^(?:github )?copilot(?: chat)?$/i.test(agent.trim());
}
