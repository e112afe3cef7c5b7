import type { PartSource, RunStory, RunSuggestion, ScorePart } from '../../src/shared/runs-content.js';
import type { RunActionName } from '../../src/shared/protocol.js';
import type { Actions } from '../actions.js';
import { button } from '../ui/buttons.js';
import { element, having, note, type Child } from '../ui/elements.js';
import { score } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { table } from '../ui/table.js';
import { ago } from '../ui/times.js';

const provenances: Readonly<Record<RunStory['provenance'], string>> = {
  reported: 'Who did it was reported by the program that recorded it.',
  told: 'Who did it is what you said.',
  guessed: 'Who did it was guessed from the edits.',
};

const shownFiles = 20;

/** All that is known of a run, and what can be done with it. */
export function storyView(story: RunStory, actions: Actions, canWrite: boolean): HTMLElement {
  const { parts, formula, gates, weakened, notCredited, suggestions, files, provenance } = story;
  return element(
    'div',
    'details',
    element('div', 'buttons', ...(canWrite ? buttonsOf(story, actions) : [])),
    table(
      story.run.score === null ? 'What was seen' : `Why ${score(story.run.score)}?`,
      [{ heading: 'Part' }, { heading: 'Score', isNumber: true }, { heading: 'What was seen, and where' }],
      parts.map((part) => ({
        key: part.name,
        cells: [part.name, part.value === null ? '–' : score(part.value), seenView(part)],
      })),
    ),
    note(formula),
    ...list('Required checks that got worse: the score is 0', gates),
    ...list('Weakens checks', weakened),
    ...list('Seen, but counts for nothing', notCredited),
    ...suggested(suggestions),
    ...list(
      files.length > shownFiles ? `Files (${shownFiles} of ${files.length})` : 'Files',
      files.slice(0, shownFiles),
    ),
    note(provenances[provenance]),
  );
}

function seenView({ words, sources }: ScorePart): Child[] {
  return [words, ...sources.map(sourceView)];
}

function sourceView({ words, at }: PartSource): HTMLElement {
  return note(short(words), ...(at === null ? [] : [', ', ago(at)]));
}

function suggested(suggestions: readonly RunSuggestion[]): HTMLElement[] {
  if (suggestions.length === 0) return [note('Nothing was suggested before this run.')];
  return list(
    'Suggested before it',
    suggestions.map(({ what, name, why, wasFollowed }) => {
      const followed =
        wasFollowed === null
          ? ''
          : wasFollowed
            ? ' It was followed.'
            : ' Something else was used, so it gets no credit.';
      return `${what} ${name}: ${why}.${followed}`;
    }),
  );
}

function list(heading: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  return [
    element('h3', '', heading),
    element('ul', '', ...lines.map((line) => element('li', '', short(line)))),
  ];
}

function buttonsOf({ run }: RunStory, actions: Actions): HTMLElement[] {
  const act = (label: string, action: RunActionName, isPrimary = false): HTMLElement =>
    having(
      button(
        label,
        () => {
          actions.run(run.id, action);
        },
        { isPrimary },
      ),
      { 'aria-label': `${label}: ${short(run.title)}` },
    );
  if (run.status === 'open')
    return [
      act('Finish', 'finish', true),
      act('Keep', 'keep'),
      act('Reject', 'reject'),
      act('Discard…', 'discard'),
    ];
  const judge =
    run.status === 'discarded'
      ? []
      : [act('Keep', 'keep'), act('Reject', 'reject'), act('Undo Its Edits…', 'undo')];
  return [...judge, act('Forget…', 'forget')];
}
