import type { Logger } from '../../../src/editor/log.js';

const nothing = (): void => undefined;

export const silentLog: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};
