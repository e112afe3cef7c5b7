/** One kind of secret that the preset of secretlint does not know. */
export interface SecretPattern {
  readonly kind: string;
  /** Global, with indices; a group named `secret` is the part to replace, else the whole match is. */
  readonly pattern: RegExp;
}

const credentialWord =
  'pass(?:word|wd|phrase)|pwd|secret|api[_-]?key|(?:access|auth|refresh|session|bot)[_-]?token|client[_-]?secret|(?:private|encryption|signing)[_-]?key';

/** A quoted value of six characters or more; never one that is a placeholder (`<...>`, `${...}`) or prose. */
const quotedValue = `(?<quote>\\\\{0,3}["'\`])(?<secret>[^"'\`\\s<>\${}\\\\]{6,512})\\k<quote>`;

/**
 * `password: "..."` and the like, in code, JSON and YAML. The loose form without quotes is left out on purpose: it hits
 * `token = input.slice(start)`.
 */
export const quotedCredential: SecretPattern = {
  kind: 'password',
  pattern: new RegExp(
    `(?:${credentialWord})\\\\{0,3}["'\`]?\\s{0,4}(?::|=>?|:=)\\s{0,4}${quotedValue}`,
    'dgi',
  ),
};

// Each starts where its own alphabet does not reach back, so that no input makes it rescan what it has read.
export const secretPatterns: readonly SecretPattern[] = [
  {
    kind: 'privatekey',
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----[^-]*(?:-(?!----)[^-]*)*-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/dg,
  },
  {
    kind: 'privatekey', // cut off before its end line
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\[nr])*[A-Za-z0-9+/]{40,}={0,2})+/dg,
  },
  {
    kind: 'jwt',
    pattern: /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/dg,
  },
  {
    kind: 'authorization',
    pattern: /\b(?:bearer|basic|token)\s{1,4}(?<secret>(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{20,}={0,2})/dgi,
  },
  { kind: 'stripe', pattern: /(?<![A-Za-z0-9])(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}/dg },
  { kind: 'stripe', pattern: /(?<![A-Za-z0-9])whsec_[A-Za-z0-9]{24,}/dg },
  { kind: 'google', pattern: /(?<![\w-])AIza[\w-]{35}/dg },
  { kind: 'openai', pattern: /(?<![\w-])sk-(?:proj-|svcacct-|admin-|or-v1-)?[A-Za-z0-9][\w-]{30,}/dg },
  { kind: 'azure', pattern: /\b(?:AccountKey|SharedAccessKey)=(?<secret>[A-Za-z0-9+/]{40,}={0,2})/dg },
  { kind: 'discord', pattern: /(?<![\w-])[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])/dg },
  {
    kind: 'discord',
    pattern: /https:\/\/(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/webhooks\/\d{5,25}\/[\w-]{20,}/dg,
  },
  { kind: 'telegram', pattern: /(?<!\d)\d{8,10}:AA[\w-]{33}(?![\w-])/dg },
  {
    kind: 'password', // a line of an environment file
    pattern:
      /^\s{0,8}(?:export\s{1,4})?(?=[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY))[A-Z][A-Z0-9_]{1,60}=(?<secret>[^\s"'`<>${}]{6,})$/dgm,
  },
  quotedCredential,
];
