import { join } from 'node:path';
import type { AgentFiles, RunPorts } from '../../agent/run/ports.js';
import { BlobStore } from '../../review/snapshot/blob-store.js';
import { resultsInWords } from '../checks/check-words.js';
import type { Place } from '../ledger/places.js';
import { EditorChecks } from './agent-checks.js';
import type { AgentCode } from './agent-code.js';
import { EditorConsent } from './agent-consent.js';
import { EditorContext } from './agent-context.js';
import { EditorFiles } from './agent-files.js';
import { agentLedger, editLedger } from './agent-ledger.js';
import type { AgentParts } from './agent-parts.js';
import { agentReview } from './agent-review.js';
import { Endings } from './endings.js';

/** What recovering runs needs, and every run. */
export async function recoveryPorts(
  place: Place,
  parts: AgentParts,
  endings = new Endings(),
): Promise<Pick<RunPorts, 'ledger' | 'files' | 'journals'>> {
  const bundle = await parts.code.load();
  const { root } = place;
  return {
    ledger: agentLedger(place, { ...parts, endings }),
    files: new EditorFiles({ ...parts, place, recorded: recordedFiles(place, parts, bundle) }),
    journals: new bundle.FileJournals(root),
  };
}

/**
 * Everything that a run of ours needs of the editor.
 * @param judged the edits that a judge is to look at
 */
export async function runPorts(
  place: Place,
  parts: AgentParts,
  judged: string | undefined,
): Promise<RunPorts> {
  const endings = new Endings();
  const ports = await recoveryPorts(place, parts, endings);
  const exclusions = parts.observation.exclusionsOf(place);
  return {
    ...ports,
    context: new EditorContext({
      ...{ ...parts, place, judged },
      files: ports.files,
      isExcluded: (path) => exclusions.isExcluded(path),
    }),
    models: parts.models.at(place.root),
    checks: new EditorChecks({
      ...parts,
      place,
      ended: (check) => {
        parts.output.checked(resultsInWords([check]));
        const open = parts.tracker.at(place.root)?.open;
        if (open !== null && open !== undefined) parts.observation.noteChecked(open.id, check);
      },
    }),
    consent: new EditorConsent({ ...parts, place }),
    review: agentReview({ ...parts, endings }),
  };
}

function recordedFiles(
  place: Place,
  { engine, observation }: AgentParts,
  { RecordedFiles }: Awaited<ReturnType<AgentCode['load']>>,
): AgentFiles {
  const exclusions = observation.exclusionsOf(place);
  return new RecordedFiles({
    root: place.checkout,
    ledger: editLedger(place, engine),
    blobs: new BlobStore(join(place.root, '.agent', 'blobs')),
    isExcluded: (path) => exclusions.isExcluded(path),
    clock: () => new Date(),
  });
}
