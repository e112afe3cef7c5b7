import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { askedServer } from './asked-server.js';
import type { Answering } from './ledger-answers.js';

/** Serves on standard input and output until the client ends the input. */
export async function serveMcp(answering: Answering): Promise<void> {
  await askedServer(answering).connect(new StdioServerTransport());
}
