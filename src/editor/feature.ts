import { DisposableStore, type Disposable } from './disposable-store.js';
import { asError, type Logger } from './log.js';

/** A part of the extension that works by itself. */
export interface Feature {
  readonly name: string;
  /** Wires it to the editor and returns at once: no file is read and no worker started here. */
  register(): Disposable;
}

/** Registers each feature; one that fails is logged and the others go on. */
export function registerFeatures(features: readonly Feature[], log: Logger): Disposable {
  const registered = new DisposableStore();
  for (const feature of features) {
    try {
      registered.add(feature.register());
    } catch (error) {
      log.error(`${feature.name} could not be set up`);
      log.error(asError(error));
    }
  }
  return registered;
}
