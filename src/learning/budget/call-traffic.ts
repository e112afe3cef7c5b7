/** What a call of a model sent and what came back. */
export interface CallTraffic {
  /** Where it went, e.g. `api.openai.com`. */
  readonly host: string;
  /** Of the texts. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** A call that went out, newest first in lists. */
export interface LoggedCall extends CallTraffic {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly model: string;
}

/** Where each call went; null for one that never began. */
export const callTraffic = `
ALTER TABLE charges ADD COLUMN host TEXT;
ALTER TABLE charges ADD COLUMN sent_bytes INT;
ALTER TABLE charges ADD COLUMN received_bytes INT;
`;
