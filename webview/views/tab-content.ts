import type { TabContent } from '../../src/shared/snapshot.js';
import type { Actions } from '../actions.js';
import type { PanelState } from '../panel-state.js';
import type { Child } from '../ui/elements.js';
import { dataView } from './data.js';
import { docsView } from './docs.js';
import { runsView } from './runs.js';
import { standingsView } from './standings.js';
import { trendsView } from './trends.js';

/** @param canWrite whether anything can be changed here */
export function tabContent(
  content: TabContent,
  { view, measured, examples }: PanelState,
  actions: Actions,
  canWrite: boolean,
): readonly Child[] {
  switch (content.tab) {
    case 'standings':
      return standingsView(content, view, actions, canWrite);
    case 'runs':
      return runsView(content, view, actions, canWrite);
    case 'trends':
      return trendsView(content, measured, actions);
    case 'docs':
      return docsView(content, actions, canWrite);
    case 'data':
      return dataView(content, examples, actions, canWrite);
  }
}
