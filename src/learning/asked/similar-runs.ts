import MiniSearch from 'minisearch';
import type { Connection } from '../sqlite/connection.js';

const mostRuns = 2000;
/** A run that is this much less alike than the best one is not worth a reader's time. */
const leastShare = 0.25;
const leastLetters = 3;
/** Words that say nothing of what a task is about. */
const idle = new Set(
  'the and for with that this from into when then than are was not but all can should has have use make its our your'.split(
    ' ',
  ),
);

interface SearchedRun extends Record<string, string> {
  readonly id: string;
  readonly text: string;
  readonly files: string;
}

/** The uuids of the finished runs whose names, goals and files are most like a text, the most alike first, and among how many. */
export function similarRuns(
  connection: Connection,
  text: string,
  limit: number,
): { readonly ids: readonly string[]; readonly lookedAt: number } {
  const runs = connection.all<SearchedRun>(
    `SELECT id, task_slug || ' ' || ifnull(goal, '') AS text,
       ifnull((SELECT group_concat(path.value, ' ') FROM evidence, json_each(payload, '$.paths') AS path
               WHERE evidence.run = run_facts.id AND evidence.kind = 'files'), '') AS files
     FROM run_facts WHERE status = 'finished' ORDER BY started_at DESC, rowid DESC LIMIT ?`,
    [mostRuns],
  );
  const index = new MiniSearch<SearchedRun>({
    fields: ['text', 'files'],
    // What is written in one word in a path or a name is several words of a goal.
    tokenize: (each) => each.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u),
    processTerm: (term) => {
      const word = term.toLowerCase();
      return word.length < leastLetters || idle.has(word) ? null : word;
    },
    searchOptions: { boost: { text: 2 }, prefix: (term) => term.length > leastLetters, fuzzy: false },
  });
  index.addAll(runs);
  const hits = index.search(text);
  const least = (hits[0]?.score ?? 0) * leastShare;
  return {
    ids: hits
      .filter(({ score }) => score >= least)
      .slice(0, limit)
      .map(({ id }) => String(id)),
    lookedAt: runs.length,
  };
}
