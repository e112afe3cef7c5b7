import type { FromPanel, OptionRow, OptionTable, RunRow, StandingsState } from '../src/shared/protocol.js';
import { button, element, scoreBar, table } from './ui/elements.js';

type Send = (message: FromPanel) => void;

/** Everything the panel shows for a state. */
export function standingsView(state: StandingsState, send: Send): Node[] {
  const { title, notice, action, figures, tables, runs } = state;
  const view: Node[] = [element('h1', '', 'Standings'), element('p', 'where', title)];
  if (notice !== null) view.push(noticeView(notice, action, send));
  if (figures.length > 0) {
    const pairs = figures.map(({ label, value }) => {
      return element('div', '', element('dt', '', label), element('dd', '', value));
    });
    view.push(element('dl', 'figures', ...pairs));
  }
  if (tables.length > 0) view.push(element('div', 'tables', ...tables.map(optionTable)));
  if (runs.length > 0) {
    view.push(
      table(
        'Latest runs',
        ['Task', 'Verdict', 'Score'],
        runs.map((run) => runRow(run, send)),
      ),
    );
  }
  return view;
}

function noticeView(notice: string, action: StandingsState['action'], send: Send): HTMLElement {
  const box = element('section', 'notice', element('p', '', notice));
  if (action !== null) {
    const { label, command } = action;
    box.append(
      button(label, () => {
        send({ type: 'command', command });
      }),
    );
  }
  return box;
}

function optionTable({ title, rows, emptyText }: OptionTable): HTMLElement {
  if (rows.length === 0) {
    return element('section', '', element('h2', '', title), element('p', 'muted', emptyText));
  }
  return table(title, ['Option', 'Used', 'Mean score'], rows.map(optionRow));
}

function optionRow({ name, note, score, scoreText, usesText }: OptionRow): HTMLTableRowElement {
  const nameCell = element('td', 'name', name);
  if (note !== null) nameCell.append(element('span', 'note', note));
  const scoreCell = element('td', score === null ? 'number muted' : 'number', scoreText);
  if (score !== null) scoreCell.append(scoreBar(score));
  return element('tr', '', nameCell, element('td', 'number', usesText), scoreCell);
}

function runRow(
  { id, title, detail, scoreText, isScored, verdictText }: RunRow,
  send: Send,
): HTMLTableRowElement {
  const score = isScored ? element('button', 'link', scoreText) : element('span', 'muted', scoreText);
  if (isScored) {
    score.title = 'Why this score?';
    score.addEventListener('click', () => {
      send({ type: 'explain', runId: id });
    });
  }
  return element(
    'tr',
    '',
    element('td', 'name', title, element('span', 'note', detail)),
    element('td', 'number muted', verdictText),
    element('td', 'number', score),
  );
}
