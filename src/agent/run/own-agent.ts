/** The name under which our own runs are in the ledger. */
export const ownAgent = 'Learning Loop';
