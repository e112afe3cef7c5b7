import type { LockEnvironment } from './environment.js';
import type { LockIdentity } from './identity.js';

/** `unknown`: on another machine, in another container, or the system does not tell. It counts as alive until a person says otherwise. */
export type Liveness = 'alive' | 'dead' | 'unknown';

const dayMs = 86_400_000;

/**
 * Whether the thread that wrote the identity is still there. `dead` is said only when it is proven, since its lock is then
 * taken over: a wrong `dead` would damage the database, a wrong `alive` only makes people wait.
 */
export function livenessOf(identity: LockIdentity, environment: LockEnvironment): Liveness {
  if (identity.host !== environment.host) return 'unknown';
  if (hasRestarted(identity, environment)) return 'dead';
  if (identity.pidNamespace !== environment.pidNamespace) return 'unknown';
  if (environment.isGone(identity.pid)) return 'dead';
  const process = environment.process(identity.pid);
  if (process?.hasEnded === true) return 'dead';
  const isKnownStart = process !== undefined && identity.processStart !== null;
  if (isKnownStart && process.start !== identity.processStart) return 'dead';
  const descriptor = environment.descriptor(identity.pid, identity.token.fd);
  if (descriptor === 'closed') return 'dead';
  if (descriptor === 'unknown') return isKnownStart ? 'alive' : 'unknown';
  const isItsToken = descriptor.device === identity.token.device && descriptor.inode === identity.token.inode;
  return isItsToken ? 'alive' : 'dead';
}

function hasRestarted(identity: LockIdentity, environment: LockEnvironment): boolean {
  if (identity.bootId !== '' && environment.bootId !== '') return identity.bootId !== environment.bootId;
  const uptimeMs = environment.uptimeMs();
  if (uptimeMs < identity.uptimeMs) return true;
  // The clock may have been set since; by more than a day it is not.
  return identity.writtenAtMs < environment.nowMs() - uptimeMs - dayMs;
}
