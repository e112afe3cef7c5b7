import type { ConnectionRow, DataContent } from '../../src/shared/data-content.js';
import type { ExamplesCount } from '../../src/shared/protocol.js';
import type { PanelCommand } from '../../src/shared/panel-commands.js';
import type { Actions } from '../actions.js';
import { button } from '../ui/buttons.js';
import { element, empty, having, section, type Child } from '../ui/elements.js';
import { bytes, count } from '../ui/numbers.js';
import { short } from '../ui/short.js';
import { table } from '../ui/table.js';
import { ago } from '../ui/times.js';

export function dataView(
  content: DataContent,
  examples: ExamplesCount | 'counting' | null,
  actions: Actions,
  canWrite: boolean,
): Child[] {
  const { folder, files, counts, keepsTexts, connections } = content;
  const start = (label: string, command: PanelCommand): HTMLElement =>
    button(label, () => {
      actions.command(command);
    });
  return [
    section(
      'stored',
      'What is stored',
      element(
        'p',
        '',
        'All of it lies in ',
        element('code', '', folder),
        keepsTexts ? ', goals and answers included, with secrets taken out.' : ': numbers only, no texts.',
      ),
      table(
        'Files',
        [{ heading: 'File' }, { heading: 'What it holds' }, { heading: 'Size', isNumber: true }],
        files.map(({ path, what, bytes: size }) => ({
          key: path,
          // Only the daily copies lie elsewhere, at a path of any length.
          cells: [element('code', path.includes('/') ? '' : 'whole', path), what, bytes(size)],
        })),
      ),
      element(
        'ul',
        '',
        ...counts.map(({ what, count: number }) => element('li', '', `${count(number)} ${what}`)),
      ),
      element(
        'div',
        'buttons',
        start('Back Up…', 'backUp'),
        ...(canWrite ? [start('What Is Kept…', 'keepScore'), start('Delete All…', 'deleteAll')] : []),
      ),
      element('p', 'muted', 'To forget a single run, open it under Runs.'),
    ),
    section(
      'connections',
      'Connections made',
      connectionsView(connections),
      element(
        'p',
        'muted',
        'To sites of documentation, and to models that our own agent asked. Asking a server which models it has is not listed, nor is what other agents do.',
      ),
    ),
    section(
      'examples',
      'Training examples',
      ...examplesView(examples, actions),
      ...(canWrite ? [start('Export…', 'exportTraining')] : []),
    ),
  ];
}

function connectionsView(connections: readonly ConnectionRow[]): HTMLElement {
  if (connections.length === 0) {
    return empty(
      'None. Sites are asked only when you look something up, models only when you let our own agent run.',
    );
  }
  return table(
    'Newest first',
    [
      { heading: 'Host' },
      { heading: 'Why' },
      { heading: 'Sent', isNumber: true },
      { heading: 'Received', isNumber: true },
      { heading: 'When' },
    ],
    connections.map(({ at, host, url, why, sentBytes, receivedBytes }, index) => ({
      key: `${at} ${index}`,
      cells: [
        having(element('span', '', short(host)), { title: url }),
        short(why),
        sentBytes === null ? 'an address' : bytes(sentBytes),
        bytes(receivedBytes),
        ago(at),
      ],
    })),
  );
}

function examplesView(
  examples: ExamplesCount | 'counting' | null,
  { countExamples }: Actions,
): HTMLElement[] {
  if (examples === 'counting') return [having(element('p', 'muted', 'Counting…'), { role: 'status' })];
  if (examples === null) {
    return [
      element('p', '', 'Runs that worked, whose texts are kept, can be learned from.'),
      button('Count Them', countExamples),
    ];
  }
  const { readiness, leftOut } = examples;
  return [
    having(element('p', '', readiness), { role: 'status' }),
    ...(leftOut === '' ? [] : [element('p', 'muted', `Left out: ${leftOut}.`)]),
  ];
}
