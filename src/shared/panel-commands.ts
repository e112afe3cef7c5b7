/** Commands that the panel may ask for; each belongs to a button of it. */
export const panelCommands = [
  'startRun',
  'keepScore',
  'manageTrust',
  'addPrompt',
  'chooseModels',
  'lookUpDocs',
  'clearDocs',
  'exportTraining',
  'backUp',
  'deleteAll',
  'forgetEarlier',
  'openBudgets',
  'openWalkthrough',
] as const;
export type PanelCommand = (typeof panelCommands)[number];
