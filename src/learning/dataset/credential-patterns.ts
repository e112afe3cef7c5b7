import { credentialWord } from './credential-words.js';
import type { SecretPattern } from './secret-patterns.js';

/** Between a name and its value: `=`, `:`, `=>`, `:=`, `,` in a call, closing quotes and brackets before. */
const assigned = '\\\\{0,3}["\'`]?\\]?\\s{0,4}(?::|=>?|:=|\\|\\||\\?=)\\s{0,4}';
const quote = '(?<quote>\\\\{0,3}["\'`])';
/** No placeholder (`<…>`, `${…}`, `{{…}}`, `%s`) and no prose. */
const notPlaceholder = '(?![<%]|your[_-]|x{3}|\\*{3}|\\$\\{|\\$\\(|\\{\\{|\\$[A-Z_]+["\'`])';
const quoted = `${quote}${notPlaceholder}(?<secret>(?:(?!\\k<quote>)[^\\s\\\\]|\\\\[^nrt"'\`\\\\]){6,512}?)\\k<quote>`;
/** A value that a person would not take for a word of a program: it has a digit or a sign, or is a word of eight letters. */
const bare =
  '(?!["\'`<{([]|\\$\\{|\\$\\(|\\{\\{|\\$[A-Z_]|(?:true|false|null|none|undefined|string|number|boolean|required|optional|password|secret|process|env)\\b)' +
  '(?<secret>(?=\\S{0,200}[\\d!@#%^&*+/=?~])[^\\s"\'`<>,;(){}]{6,300}|[a-z]{8,40})';
/** In a file of settings a line begins with the name, also as a line of a diff, and ends with the value. */
const lineStart = '(?:^|\\\\n)[ \\t+-]{0,40}';
const lineEnd = '(?=[ \\t]*(?:[ \\t]#.*)?(?:$|\\\\n|\\\\r|"))';

/**
 * `password: "..."` and the like, in code, JSON and YAML. The loose form without quotes counts only where the line is nothing
 * else, since it hits `token = input.slice(start)`.
 */
export const quotedCredential: SecretPattern = {
  kind: 'password',
  pattern: new RegExp(`(?:${credentialWord})${assigned}${quoted}`, 'dgi'),
};

/** Values of names that say they are secret. */
export const credentialPatterns: readonly SecretPattern[] = [
  quotedCredential,
  {
    kind: 'password', // a line of an environment file: any value
    pattern:
      /(?:^|\\n)[ \t+-]{0,40}(?:(?:export|ENV|ARG|set|\$env:)\s{0,4})?[A-Z0-9_]{0,60}(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|KEY|CREDENTIALS?|AUTH|SALT|PEPPER|DSN|PAT)(?:_[A-Z0-9]{1,20}|\d)?=(?<secret>(?!["'`<]|\$\{|\$\(|\{\{|\$[A-Z_]|your[_-]|x{3}|\*{3}|(?:true|false|null|none|undefined)\b)[^\s"'`<>;()[\]]{6,400})(?=\s|$|\\n)/dgm,
  },
  {
    kind: 'password',
    pattern: new RegExp(
      `${lineStart}[\\w.\\-[\\]]{0,60}(?:${credentialWord})${assigned}${bare}${lineEnd}`,
      'dgim',
    ),
  },
  {
    kind: 'password', // ENV DB_PASSWORD value, password value (netrc, redis.conf requirepass)
    pattern:
      /(?:^|\\n)[ \t+-]{0,40}(?:(?:ENV|ARG|setenv)\s{1,4}\w{0,40}(?:PASSWORD|SECRET|TOKEN|KEY)|requirepass|masterauth|password)\s{1,4}(?<secret>(?![:=<"'({[]|\$\{)(?=\S{0,200}\d)[^\s"'`<>;,(){}]{6,200})(?=[ \t]*(?:$|\\n))/dgm,
  },
  {
    kind: 'password',
    pattern: /\bmachine\s+\S{1,200}\s+login\s+\S{1,200}\s+password\s+(?<secret>[^\s"'<]\S{0,200})/dg,
  },
  {
    kind: 'password', // a name and its value in two lines, as in Kubernetes
    pattern: new RegExp(
      `name:\\s{0,4}["']?[\\w.-]{0,60}(?:${credentialWord})["']?[\\s+-]{1,40}value:\\s{0,4}["']?(?<secret>(?![<$\\{"'])[^\\s"'<>]{4,300})`,
      'dgi',
    ),
  },
  {
    kind: 'password',
    pattern: new RegExp(`<(?:\\w{1,20}:)?\\w{0,40}(?:${credentialWord})>(?<secret>[^<>\\s]{4,300})</`, 'dgi'),
  },
  {
    kind: 'password',
    pattern: new RegExp(
      `(?:key|name)=["']\\w{0,60}(?:${credentialWord})["']\\s{1,4}value=["'](?<secret>[^"'<>\\s$][^"'<>\\s]{3,300})["']`,
      'dgi',
    ),
  },
  {
    kind: 'password', // a call: password("…"), setPassword('…'), ("password", "…")
    pattern: new RegExp(
      `(?:${credentialWord})["'\`]?\\s{0,2}[(,]\\s{0,4}(?=["'\`][A-Za-z]{0,60}[\\d!@#$%^&*+=?~])${quoted}`,
      'dgi',
    ),
  },
  {
    kind: 'password',
    pattern:
      /\b(?:auth|login|basic_?auth|credentials?|connect|authenticate)\s?[=(]\s?\(?\s?(?:\w+\s?=\s?)?["'][^"'\s]{1,100}["']\s?,\s?(?:\w+\s?=\s?)?["'](?<secret>(?![<$])[^"'\s]{6,200})["']/dgi,
  },
];
