import { panelCommands } from './panel-commands.js';
import {
  optionActionNames,
  pageActionNames,
  runActionNames,
  type PanelNotifications,
  type PanelRequests,
} from './protocol.js';
import { isOneOf, isOptionRef, isRecord, isString, isView } from './view.js';

type Guard = (params: unknown) => boolean;

const guards: Readonly<Record<keyof PanelRequests | keyof PanelNotifications, Guard>> = {
  ready: isNull,
  show: isView,
  command: (params) => isRecord(params) && isOneOf(panelCommands, params['command']),
  run: (params) => isRecord(params) && isString(params['run']) && isOneOf(runActionNames, params['action']),
  option: (params) =>
    isRecord(params) && isOptionRef(params['option']) && isOneOf(optionActionNames, params['action']),
  page: (params) =>
    isRecord(params) && isString(params['address']) && isOneOf(pageActionNames, params['action']),
  countExamples: isNull,
  measure: isNull,
};

/** Whether the panel may send this to the editor: the panel is a trust boundary. */
export function isFromPanel(method: string, params: unknown): boolean {
  const guard = Object.entries(guards).find(([name]) => name === method)?.[1];
  return guard?.(params) ?? false;
}

function isNull(params: unknown): boolean {
  return params === null;
}
