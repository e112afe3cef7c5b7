import { tokenPatterns } from './token-patterns.js';

/** One kind of secret that the preset of secretlint does not know. */
export interface SecretPattern {
  readonly kind: string;
  /** Global, with indices; a group named `secret` is the part to replace, else the whole match is. */
  readonly pattern: RegExp;
}

// Each pattern starts where its own alphabet does not reach back and has bounded repeats where it can start often, so that no
// input makes it rescan what it has read.

/** What is a secret by its form alone. */
export const formPatterns: readonly SecretPattern[] = [
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
    kind: 'privatekey',
    pattern:
      /-----BEGIN OpenVPN Static key V1-----(?<secret>[\s\S]{20,2000}?)-----END OpenVPN Static key V1-----/dg,
  },
  { kind: 'privatekey', pattern: /Private-Lines: \d{1,3}(?<secret>(?:\s+[A-Za-z0-9+/=]{20,}){1,80})/dg },
  { kind: 'password-hash', pattern: /\$(?:2[aby]|1|5|6|apr1|argon2id?|scrypt|y)\$[\w./$=,+-]{20,200}/dg },
  {
    kind: 'webhook',
    pattern:
      /https:\/\/(?:[\w.-]{1,40}\.)?(?:discord(?:app)?\.com\/api\/webhooks|hooks\.slack\.com\/(?:services|workflows|triggers)|hooks\.zapier\.com\/hooks\/catch|[\w-]{1,60}\.webhook\.office\.com\/webhookb2|outlook\.office\.com\/webhook|chat\.googleapis\.com\/v1\/spaces|maker\.ifttt\.com\/trigger|hook\.[\w.]{1,20}make\.com|events\.pagerduty\.com\/integration|open\.(?:feishu|larksuite)\.(?:cn|com)\/open-apis\/bot\/v2\/hook|[\w.-]{3,60}\/hooks)\/(?<secret>[\w/@.=?&%+-]{10,400})/dg,
  },
  { kind: 'dsn', pattern: /https:\/\/(?<secret>[a-f0-9]{32}(?::[a-f0-9]{32})?)@/dg },
];

/** Tokens of known issuers, in one expression whose groups tell the issuer. */
export const tokenPattern = new RegExp(
  `(?<![A-Za-z0-9])(?:${tokenPatterns.map(({ source }) => `(${source})`).join('|')})(?![A-Za-z0-9])`,
  'dg',
);
