import type { CommandHandlers } from '../commands.js';
import { clearDocs } from './clear-docs.js';
import { copyPage } from './copy-page.js';
import type { DocsParts } from './docs-parts.js';
import { lookUpDocs } from './look-up.js';
import { pickPages } from './pick-page.js';
import { refreshDocs } from './refresh-docs.js';

/** Documentation, asked for by a person. An argument means that other code asks: then nobody is asked. */
export function docsCommands(
  parts: DocsParts,
): Pick<CommandHandlers, 'lookUpDocs' | 'copyForPrompt' | 'refreshDocs' | 'clearDocs'> {
  return {
    lookUpDocs: (argument) => lookUpDocs(parts, argument),
    copyForPrompt: async (argument) => {
      const [page] = await pickPages(parts, argument, 'Copy which page?', undefined);
      return page && copyPage(parts, page);
    },
    refreshDocs: (argument) => refreshDocs(parts, argument),
    clearDocs: () => clearDocs(parts),
  };
}
