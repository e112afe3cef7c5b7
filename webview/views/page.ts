import type { Actions } from '../actions.js';
import type { PanelState } from '../panel-state.js';
import { button } from '../ui/buttons.js';
import { element, having } from '../ui/elements.js';
import { short } from '../ui/short.js';
import { noticeView, useNowView } from './lead.js';
import { tabContent } from './tab-content.js';
import { tabList, tabPanel } from './tabs.js';

/** Everything that the panel shows for a state. */
export function page(state: PanelState, actions: Actions, showNews: () => void): HTMLElement {
  const { snapshot, problem, hasNews, view } = state;
  const made = having(element('main', ''), { id: 'panel' });
  if (problem !== null) {
    made.append(having(element('p', 'problem', problem), { role: 'alert', 'data-key': 'problem' }));
  }
  if (snapshot === null) {
    made.append(element('p', 'muted', 'Reading…'));
    return made;
  }
  const { title, notice, ledger } = snapshot;
  made.append(
    element('header', '', element('h1', '', 'What works here'), element('p', 'where', short(title))),
  );
  if (notice !== null) made.append(noticeView(notice, actions));
  if (ledger === null) return made;
  made.append(useNowView(ledger.useNow), tabList(view.tab, actions));
  made.append(tabPanel(ledger.content.tab, ...tabContent(ledger.content, state, actions, snapshot.canWrite)));
  const news = hasNews ? [button('Show what is new', showNews, { isPrimary: true })] : [];
  made.append(having(element('div', 'news', ...news), { role: 'status', 'data-key': 'news' }));
  return made;
}
