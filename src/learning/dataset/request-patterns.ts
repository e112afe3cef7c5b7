import { credentialWord } from './credential-words.js';
import type { SecretPattern } from './secret-patterns.js';

/** Secrets in commands, addresses and headers. */
export const requestPatterns: readonly SecretPattern[] = [
  {
    kind: 'password', // an argument of a command
    pattern: new RegExp(
      `(?<=\\s|["'\`])--?[\\w-]{0,40}(?:${credentialWord}|token|key)(?:\\s{1,4}|=)(?<secret>(?![-<"'$\\[(])(?=\\S{0,200}(?:\\d|[a-z]\\S{0,20}[A-Z]))[^\\s"'\`<>,;)\\]]{6,300})`,
      'dg',
    ),
  },
  {
    kind: 'password',
    pattern:
      /\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\b[^\n|;&]{0,200}?\s-p\s?(?<secret>(?![<$"'\s])[^\s"'<>]{4,100})/dg,
  },
  {
    kind: 'password',
    pattern:
      /\b(?:curl|wget|http|https|docker|podman|helm|smbclient)\b[^\n]{0,300}?\s(?:-u|-U|--user|--proxy-user)[ =]?["']?[\w.@+\\%-]{1,100}[:%](?<secret>(?![<$])[^\s"'<>]{3,200})/dg,
  },
  {
    kind: 'password',
    pattern:
      /\b(?:docker|podman|helm|az|oc)\b[^\n]{0,80}?\blogin\b[^\n]{0,200}?\s-p[ =]?["']?(?<secret>(?![<$])[^\s"'<>]{4,200})/dg,
  },
  {
    kind: 'url-password',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/@"'`<>{}]{0,100}:(?<secret>(?![<$*%])[^\s/@"'`<>]{2,200})@(?=[\w[])/dgi,
  },
  {
    kind: 'url-password',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,30}:\/\/(?<secret>(?=[^\s:/@]{0,200}\d)[A-Za-z0-9_-]{20,200})@(?=[\w[])/dgi,
  },
  {
    kind: 'connection-string',
    pattern:
      /(?<=[;"'`?&]\s?|\\n)(?:password|pwd|accountkey|sharedaccesskey|sharedsecret|accesskey|secretkey|sig|authkey)\s?=\s?(?<secret>(?![<${"'\s]|\{\{)[^;&"'`<>\s]{4,300})(?=[;&"'`\s]|$)/dgim,
  },
  {
    kind: 'url-parameter',
    pattern:
      /[?&](?:[\w-]{0,30}(?:token|key|secret|password|passwd|pwd|signature|auth|credential|session(?:id)?)|sig|code|jwt|apikey|sid)=(?<secret>(?![<${])(?=[^\s&"'`<>]{0,300}\d)[^\s&"'`<>#]{8,600})/dgi,
  },
  {
    kind: 'authorization',
    pattern:
      /\b(?:proxy-)?authorization\\{0,3}["'`]?\s{0,4}[:=,]\s{0,4}\\{0,3}["'`]?(?:[A-Za-z][\w-]{1,20}\s{1,4})?(?<secret>(?![<${"'`\s])(?=[^\s"'`]{0,300}\d)[^\s"'`<>,;()[\]\\]{8,2000})/dgi,
  },
  {
    kind: 'authorization',
    pattern:
      /\b(?:bearer|basic|token|apikey|digest|negotiate)\s{1,4}(?<secret>(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,}={0,2})/dgi,
  },
  {
    kind: 'authorization',
    pattern:
      /\b(?:x-[\w-]{0,40}(?:key|token|secret|auth|signature|password)|api-key|private-token|apikey|ocp-apim-subscription-key|dd-api-key|circle-token)\\{0,3}["'`]?\s{0,4}[:,]\s{0,4}\\{0,3}["'`]?(?<secret>(?![<${])(?=[^\s"'`]{0,300}\d)[^\s"'`<>,;\\)]{8,600})/dgi,
  },
  {
    kind: 'cookie',
    pattern:
      /(?:\bcookies?\\{0,3}["'`]?\s{0,4}[:=]\s{0,4}\\{0,3}["'`]?|-b\s["'])(?<secret>(?![<${])(?:[\w.%-]{1,60}=(?=[^\s;"'`]{0,400}\d)[^\s;"'`<>\\]{8,2000};? ?){1,20})/dgi,
  },
  {
    kind: 'cookie',
    pattern:
      /\b(?:[\w.-]{0,30}(?:session|sess|sid|auth|jwt|token)(?:_?id)?|PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|remember_token)=(?<secret>(?![<${])(?=[^\s;"'`&]{0,400}\d)[\w.%+/:=-]{16,2000})(?=[;\s"'`]|$)/dgim,
  },
  {
    kind: 'docker-auth',
    pattern: /\\{0,3}"auth\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"(?<secret>[A-Za-z0-9+/]{12,}={0,2})\\{0,3}"/dg,
  },
  {
    kind: 'npm',
    pattern: /_(?:auth|authToken|password)\s{0,4}=\s{0,4}"?(?<secret>(?![<$])[^\s"'<>]{6,400})/dg,
  },
  {
    kind: 'pgpass',
    pattern:
      /(?:^|\\n)[+ -]?[\w.*-]{1,100}:(?:\d{2,5}|\*):[\w*-]{1,60}:[\w*-]{1,60}:(?<secret>[^\s:<]{4,100})(?=$|\s|\\n)/dgm,
  },
  {
    kind: 'wireguard',
    pattern: /\b(?:PrivateKey|PresharedKey)\s{0,4}=\s{0,4}(?<secret>[A-Za-z0-9+/]{43}=)/dg,
  },
  {
    kind: 'mnemonic',
    pattern:
      /\b(?:mnemonic|seed[_ -]?(?:phrase|words)|recovery[_ -]?phrase)\\{0,3}["'`]?\s{0,4}[:=]\s{0,4}\\{0,3}["'`]?(?<secret>(?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})/dgi,
  },
];
