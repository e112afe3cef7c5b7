import type { Place } from '../ledger/places.js';

/** One agent that can tell of its own work, once a person wants it. Nothing of it is read before. */
export interface AgentConnection {
  /** As shown to people, and as its runs name it. */
  readonly agent: string;
  /** What connecting does, in one line. */
  readonly detail: string;
  /** Reads what the agent did here before, after a yes; undefined where nothing can be known of that. */
  readonly readEarlier?: (place: Place) => Promise<void>;
  /** Whether this person connected it here, by what the editor remembers. */
  isConnected(place: Place): boolean;
  /** Shows what will be done and does it after a yes. */
  connect(place: Place): Promise<void>;
  /** Takes back what connecting did. */
  disconnect(place: Place): Promise<void>;
}
