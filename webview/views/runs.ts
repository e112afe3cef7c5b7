import { noFilter, outcomeNames, runsPerPage, type View } from '../../src/shared/view.js';
import type { RunsContent, RunSummary } from '../../src/shared/runs-content.js';
import type { Actions } from '../actions.js';
import { button, opener } from '../ui/buttons.js';
import { element, empty, having, note, type Child } from '../ui/elements.js';
import { choice, searchField } from '../ui/fields.js';
import { count, counted, price } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { ago, duration } from '../ui/times.js';
import { earlierView } from './earlier-runs.js';
import { scoreView } from './score.js';
import { storyView } from './run-story.js';

export function runsView(content: RunsContent, view: View, actions: Actions, canWrite: boolean): Child[] {
  const { runs, hasMore, total, opened } = content;
  const items = runs.map((run) => {
    const story = run.id === view.run && opened !== null ? storyView(opened, actions, canWrite) : null;
    return runView(run, story, actions);
  });
  const elsewhere =
    opened !== null && !runs.some(({ id }) => id === opened.run.id)
      ? [
          note('Opened, and not among those that are listed below:'),
          element('ol', 'runs', runView(opened.run, storyView(opened, actions, canWrite), actions)),
        ]
      : [];
  const isFiltered = JSON.stringify(view.filter) !== JSON.stringify(noFilter);
  return [
    filterBar(content, view, actions),
    having(element('p', 'muted', summaryOf(runs.length, total, isFiltered, hasMore)), { role: 'status' }),
    ...elsewhere,
    runs.length === 0 ? nothing(isFiltered, actions) : element('ol', 'runs', ...items),
    ...(hasMore
      ? [
          button(`Show ${runsPerPage} More`, () => {
            actions.go({ limit: Math.min(1000, view.limit + runsPerPage) });
          }),
        ]
      : []),
    ...earlierView(content.earlier, actions, canWrite),
  ];
}

function filterBar({ agents, models }: RunsContent, { filter }: View, actions: Actions): HTMLElement {
  const named = (names: readonly string[]): { value: string; label: string }[] =>
    names.map((value) => ({ value, label: short(value) }));
  const outcomes = outcomeNames.map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  }));
  return having(
    element(
      'div',
      'bar',
      searchField('Task', filter.text, (text) => {
        actions.filter({ text });
      }),
      choice('Agent', 'Any agent', named(agents), filter.agent, (agent) => {
        actions.filter({ agent });
      }),
      choice('Model', 'Any model', named(models), filter.model, (model) => {
        actions.filter({ model });
      }),
      choice('Outcome', 'Any outcome', outcomes, filter.outcome, (outcome) => {
        actions.filter({ outcome });
      }),
    ),
    { role: 'search', 'aria-label': 'Which runs' },
  );
}

function runView(run: RunSummary, story: HTMLElement | null, { go }: Actions): HTMLElement {
  const { id, number, title, checks, weakensChecks, files } = run;
  const isOpen = story !== null;
  const open = opener(short(title), isOpen, () => {
    go({ run: isOpen ? null : id });
  });
  const who = [run.agent, run.model, run.prompt]
    .filter((each) => each !== null)
    .map(short)
    .join(' · ');
  const cost = [
    run.costUsd === null ? null : price(run.costUsd),
    run.tokens === null ? null : `${count(run.tokens)} tokens`,
    run.durationMs === null ? null : duration(run.durationMs),
  ].filter((each) => each !== null);
  const changed = files === 0 ? 'no file seen' : `${counted(files, 'file')} changed`;
  const warning = weakensChecks ? [element('span', 'badge warning', 'weakens checks'), ' '] : [];
  const made = element(
    'li',
    'run',
    scoreView(run),
    element(
      'div',
      'story',
      element(
        'div',
        'title',
        open,
        ' ',
        element('span', 'muted', number === null ? '' : `#${count(number)}`),
      ),
      note(...warning, [changed, ...checks].join(' · ')),
      note(
        who === '' ? 'author not known' : who,
        ...(cost.length === 0 ? [] : [` · ${cost.join(' · ')}`]),
        ' · ',
        ago(run.startedAt),
      ),
      ...(story === null ? [] : [story]),
    ),
  );
  return having(made, { 'data-key': id });
}

function summaryOf(shown: number, total: number, isFiltered: boolean, hasMore: boolean): string {
  const more = hasMore ? 'newest ' : '';
  return isFiltered
    ? `${more}${counted(shown, 'run')} of this kind`
    : `${counted(total, 'finished run')} in all, newest first`;
}

function nothing(isFiltered: boolean, { go, command }: Actions): HTMLElement {
  if (isFiltered) {
    const all = button('Show All Runs', () => {
      go({ filter: noFilter });
    });
    return element('div', 'empty', element('p', '', 'No run is like that.'), all);
  }
  const start = button(
    'Start Run',
    () => {
      command('startRun');
    },
    { isPrimary: true },
  );
  return element(
    'div',
    'empty',
    empty(
      'No run yet. Let any agent edit a file here, or start a run by hand; each is listed with what it changed and which checks moved.',
    ),
    start,
  );
}
