/** What an agent may ask, by the names that every way of asking uses. */
export const askedToolNames = [
  'suggest',
  'recall',
  'record_outcome',
  'look_up_docs',
  'explain_run',
  'standings',
] as const;

export type AskedToolName = (typeof askedToolNames)[number];
