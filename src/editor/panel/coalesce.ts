import type { Disposable } from '../disposable-store.js';

/** Calls `action` once for all calls within `ms` milliseconds of the first. */
export function coalesce(action: () => void, ms: number): (() => void) & Disposable {
  let timer: NodeJS.Timeout | undefined;
  const call = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      action();
    }, ms);
  };
  return Object.assign(call, {
    dispose: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  });
}
