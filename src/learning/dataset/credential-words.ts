/** Words that say that what follows is a secret; sources of regular expressions, to be used without regard to case. */
const strongWord =
  '(?<=[_-])pass|pass(?:word|wd|phrase|code)|passwd|pwd|secret|mnemonic|seed[_-]?phrase|credentials?|api[_-]?(?:key|token|secret)|' +
  '(?:access|account|admin|app|auth|bearer|bot|client|consumer|csrf|deploy|encryption|id|jwt|license|master|oauth|private|refresh|security|service|session|shared|shared[_-]?access|signature|signing|storage|subscription|upload|webhook)[_-]?(?:key|token|secret|pass)';
const suffix = '(?:[_-]?(?:key|base|value|token|text|plain|string|hash|salt|id|\\d))?';
export const credentialWord = `(?:${strongWord})${suffix}`;
