import { tabNames, type TabName } from '../../src/shared/view.js';
import type { Actions } from '../actions.js';
import { element, having, type Child } from '../ui/elements.js';

const titles: Readonly<Record<TabName, string>> = {
  standings: 'Standings',
  runs: 'Runs',
  trends: 'Trends',
  docs: 'Docs',
  data: 'Data',
};

/** The tabs; the arrow keys, Home and End go from one to another. */
export function tabList(chosen: TabName, { go }: Actions): HTMLElement {
  const tabs = tabNames.map((tab) => {
    const made = element('button', 'tab', titles[tab]);
    made.type = 'button';
    made.onclick = () => {
      go({ tab });
    };
    return having(made, {
      id: idOf(tab),
      role: 'tab',
      'aria-selected': String(tab === chosen),
      'aria-controls': 'tab-panel',
      tabindex: tab === chosen ? '0' : '-1',
    });
  });
  const list = having(element('div', 'tabs', ...tabs), {
    role: 'tablist',
    'aria-label': 'Parts of the panel',
  });
  list.onkeydown = (event) => {
    // From the tab that has the focus: a quick person is there before its content is.
    const focused = tabNames.find((tab) => idOf(tab) === document.activeElement?.id);
    const next = tabAfter(focused ?? chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    document.getElementById(idOf(next))?.focus();
    go({ tab: next });
  };
  return list;
}

export function tabPanel(tab: TabName, ...children: readonly Child[]): HTMLElement {
  // Another tab's content is another element: nothing of the one before is kept.
  const content = having(element('div', 'content', ...children), { 'data-key': `tab ${tab}` });
  return having(element('div', '', content), {
    id: 'tab-panel',
    role: 'tabpanel',
    'aria-labelledby': idOf(tab),
    tabindex: '0',
  });
}

function idOf(tab: TabName): string {
  return `tab-${tab}`;
}

function tabAfter(tab: TabName, key: string): TabName | undefined {
  const last = tabNames.length - 1;
  const index = tabNames.indexOf(tab);
  switch (key) {
    case 'ArrowRight':
      return tabNames[index === last ? 0 : index + 1];
    case 'ArrowLeft':
      return tabNames[index === 0 ? last : index - 1];
    case 'Home':
      return tabNames[0];
    case 'End':
      return tabNames[last];
    default:
      return undefined;
  }
}
