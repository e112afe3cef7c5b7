import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { agentFolder } from '../../learning/agent-folder.js';
import { readOwnFile } from '../../learning/own-file.js';

/**
 * Which endpoint each arm names: `"endpoint": "work"` in `model_variants.json`. The name alone is a workspace's to say; where
 * it leads is a person's.
 */
export function armEndpoints(repoRoot: string): ReadonlyMap<string, string> {
  const text = readOwnFile(join(agentFolder(repoRoot), 'model_variants.json'));
  const entries: unknown = text === undefined ? [] : parse(text, [], { allowTrailingComma: true });
  if (!Array.isArray(entries)) return new Map();
  return new Map(entries.flatMap((entry: unknown) => endpointIn(entry)));
}

function endpointIn(entry: unknown): [arm: string, endpoint: string][] {
  if (typeof entry !== 'object' || entry === null || !('id' in entry) || !('endpoint' in entry)) return [];
  const { id, endpoint } = entry;
  return typeof id === 'string' && typeof endpoint === 'string' ? [[id, endpoint]] : [];
}
