/** A personal detail of anybody, by its form. */
export interface DetailPattern {
  readonly kind: string;
  /** What stands for it, in angle brackets. */
  readonly placeholder: string;
  /** What every text with a match has: most texts need no closer look. */
  readonly hint: RegExp;
  /** Global; the whole match is replaced. */
  readonly pattern: RegExp;
  /** A check that the form alone does not make. */
  readonly isGenuine?: (match: string) => boolean;
}

const genericAccounts =
  'admin|agent|app|build|ci|circleci|coder|codespace|dashboard|debian|default|deploy|dev|docker|example|git|gitpod|guest|home|index|jenkins|login|me|name|nobody|node|page|public|root|runner|runneradmin|settings|shared|test|tester|travis|ubuntu|user|username|users|vagrant|vscode|work|you|your[\\w-]*';
const notGeneric = `(?!(?:${genericAccounts})(?![\\w-])|[<$%{*:])`;
const account = `${notGeneric}[A-Za-z][\\w.-]{1,31}`;
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const surnameParts =
  "\\p{Lu}[\\p{L}'’-]{1,30}(?: (?:\\p{Lu}\\.|(?:de|del|da|von|van|der|den|la|le|bin|al)|\\p{Lu}[\\p{L}'’-]{1,30})){1,4}";

// Places where anybody's name, machine or address stands. Names are matched by their place, not by lists.
export const peoplePatterns: readonly DetailPattern[] = [
  {
    kind: 'user', // a home folder, on three systems
    placeholder: 'user',
    hint: /home|Users|Documents and/,
    pattern: new RegExp(
      `(?<=(?:^|[^\\w.}~-]|file:\\/\\/)(?:(?:\\/mnt\\/[a-z]|\\/[a-z])?\\/Users|\\/home|\\/var\\/home|\\/export\\/home|[A-Za-z](?::|%3A)[\\\\/]{1,4}(?:Users|Documents and Settings))[\\\\/]{1,4})${account}`,
      'gm',
    ),
  },
  {
    kind: 'user', // who logs in where: ssh deploy@build, alice@laptop:~$
    placeholder: 'user',
    hint: /@/,
    pattern: new RegExp(
      `(?<=\\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\\b[^\\n]{0,120}[\\s:])${account}(?=@[\\w<.-]+)|(?<=^|[\\s[(+])${account}(?=@[\\w.<>-]{2,60}:[~/])`,
      'gm',
    ),
  },
  {
    kind: 'host',
    placeholder: 'host',
    hint: /@/,
    pattern:
      /(?<=\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id)\b[^\n]{0,160}@)(?!(?:github|gitlab|bitbucket)\.|<)[\w.-]{2,80}|(?<=(?:^|[\s[(+])[\w.<>-]{1,40}@)(?!<|(?:github|gitlab|bitbucket)\.)[\w-]{2,40}(?:\.[\w-]{1,40}){0,4}(?=:[~/])/gm,
  },
  {
    kind: 'host', // machines of an inner network
    placeholder: 'host',
    hint: /\.(?:internal|corp|lan|intranet|local|home)/,
    pattern:
      /(?<![\w.@$-])(?=[\w.-]*[\d-]|(?:[\w-]+\.){3}|(?<=:\/\/)|(?<=@)|(?<=[Hh]ost(?:name)?["']?[=:]\s?["']?))[A-Za-z][\w-]{0,62}(?:\.[\w-]{1,63}){0,4}\.(?:internal|corp|lan|intranet|localdomain|local|home\.arpa)(?![\w-]|\.\w|\()/g,
  },
  {
    kind: 'host',
    placeholder: 'host',
    hint: /\\\\/,
    pattern:
      /(?<=(?:^|[\s"'`(=])\\{2,4})(?=[\w.-]{0,60}[\d.-])[A-Za-z][\w.-]{2,60}(?=\\{1,2}[A-Za-z][\w$]{2,})/gm,
  },
  {
    kind: 'name', // beside an address, or where authors stand
    placeholder: 'name',
    hint: /<email>|mailto:|author|committer|-by|maintainer|assignee|reviewer|customer|employee|patient|contact|user\.name/i,
    pattern: new RegExp(
      `(?<![\\p{L}])${surnameParts}(?=["']?,?\\s{0,2}[<(]+(?:<email>|mailto:))|(?<=\\b(?:[Aa]uthor|[Cc]ommitter|[Ss]igned-off-by|[Cc]o-authored-by|[Rr]eviewed-by|[Aa]cked-by|[Tt]ested-by|[Rr]eported-by|[Aa]pproved-by|[Mm]aintainer|[Aa]ssignee|[Rr]eviewer|[Cc]ustomer|[Ee]mployee|[Pp]atient|[Cc]ontact)s?(?:_?[Nn]ame)?["']?\\s{0,2}[:=]\\s{0,4}["']?)${surnameParts}|(?<=@author\\s{1,4})${surnameParts}|(?<=user\\.name[ =]{1,3}["']?)${surnameParts}`,
      'gu',
    ),
  },
  {
    kind: 'name',
    placeholder: 'name',
    hint: /name/i,
    pattern:
      /(?<=\b(?:first|last|full|given|family|middle|maiden|sur|real|display|legal)[_ ]?name\\{0,3}["']?\s{0,2}[:=]\s{0,2}\\{0,3}["'])\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){0,3}(?=\\{0,3}["'])/giu,
    isGenuine: (match) => !/name|required|here/i.test(match),
  },
  {
    kind: 'user',
    placeholder: 'user',
    hint: /TODO|FIXME|XXX|HACK/,
    pattern: new RegExp(`(?<=\\b(?:TODO|FIXME|XXX|HACK)\\()@?${notGeneric}[a-z][a-z.-]{2,20}(?=\\))`, 'g'),
  },
  {
    kind: 'user',
    placeholder: 'user',
    hint: /_USER|User|UID/,
    pattern: new RegExp(
      `(?<=(?:^|[\\s;"'])(?:[A-Z][A-Z0-9_]{0,30}_USER(?:NAME)?=|User(?: ?Id|name)=|UID=))(?!postgres|mysql|sa\\b)${account}`,
      'gm',
    ),
  },
  {
    kind: 'ip',
    placeholder: 'ip',
    hint: /\d\.\d/,
    pattern: new RegExp(`(?<![\\w.-])(?:${octet}\\.){3}${octet}(?![\\w-]|\\.\\d|\\/(?:8|12|16)\\b)`, 'g'),
    isGenuine: isAddressOfSomebody,
  },
  {
    kind: 'ip',
    placeholder: 'ip',
    hint: /[0-9a-f]:/i,
    pattern:
      /(?<![\w:.])(?:fe80|f[cd][0-9a-f]{2}|2(?!001:0?db8)[0-9a-f]{3}):(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}(?![\w:])/gi,
  },
  {
    kind: 'mac',
    placeholder: 'mac',
    hint: /[0-9a-f][:-]/i,
    pattern:
      /(?<![\w:-])(?!(?:00[:-]){5}|(?:ff[:-]){5})[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])/gi,
  },
  {
    kind: 'phone',
    placeholder: 'phone',
    hint: /\d[ .)-]?\d/,
    pattern:
      /(?<![\w+./-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|\d{3}\.\d{3}\.\d{4})(?![\w.-]?\d|\w)/g,
    isGenuine: (match) => match.replace(/\D/g, '').length >= 9,
  },
  {
    kind: 'card',
    placeholder: 'card',
    hint: /\d{4}/,
    pattern:
      /(?<![\w.-])[3-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{1,7}(?![\w-]|\.\d)|(?<![\w.-])3[47]\d{2}([ -])\d{6}\2\d{5}(?![\w-])/g,
    isGenuine: hasLuhnDigit,
  },
  {
    kind: 'iban',
    placeholder: 'iban',
    hint: /[A-Z]{2}\d\d/,
    pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g,
    isGenuine: hasIbanDigits,
  },
  {
    kind: 'id',
    placeholder: 'id',
    hint: /\d-\d/,
    pattern: /(?<![\w.-])(?!000|666|9)\d{3}-\d{2}-\d{4}(?![\w-])|\bS-1-5-21(?:-\d{5,10}){3,4}/g,
  },
  {
    kind: 'id',
    placeholder: 'id',
    hint: /ssn|social|passport|national|tax|licen|birth|dob|insurance/i,
    pattern:
      /(?<=\b(?:ssn|social[_ -]?security(?:[_ -]?(?:number|no))?|passport(?:[_ -]?(?:number|no|id))?|national[_ -]?id|tax[_ -]?id|(?:driver'?s?|driving)[_ -]?licen[cs]e(?:[_ -]?(?:number|no))?|date[_ -]?of[_ -]?birth|birth[_ -]?da(?:te|y)|dob|insurance[_ -]?(?:number|no))\\{0,3}["']?\s{0,2}[:=#]\s{0,2}\\{0,3}["']?)(?=[\w/. -]{0,20}\d)[\w/.-]{6,20}/gi,
  },
  {
    kind: 'account',
    placeholder: 'account',
    hint: /arn:|\.ecr\.|account/i,
    pattern:
      /(?<=\barn:aws[\w-]*:[\w-]*:[\w-]*:)\d{12}(?=:)|(?<![\w.])\d{12}(?=\.dkr\.ecr\.)|(?<=\baccount[_ -]?(?:id|number|no)?["']?\s{0,2}[:=]\s{0,2}["']?)\d{8,17}(?!\d)/gi,
  },
  {
    kind: 'address',
    placeholder: 'address',
    hint: /\d/,
    pattern:
      /(?<![\w.])\d{1,5}[a-z]? (?:[NSEW]\.? )?(?:\p{Lu}[\p{L}'-]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Terrace|Square|Crescent)(?![\p{L}(])|(?<!\p{L})\p{Lu}\p{L}+(?:straße|strasse|gasse|weg|allee|platz) \d{1,4}[a-z]?(?!\w)|(?<!\p{L})\d{1,4},? (?:rue|avenue|boulevard|place) (?:de |du |des |la |le |l')*\p{Lu}\p{L}+/gu,
  },
  {
    kind: 'place',
    placeholder: 'place',
    hint: /lat|lng|lon/i,
    pattern:
      /(?<=\b(?:lat(?:itude)?|lng|lon(?:gitude)?)\\{0,3}["']?\s{0,2}[:=]\s{0,2}["']?)-?\d{1,3}\.\d{4,}/gi,
  },
];

/** Not of everybody, of nobody, or of a text-book. */
function isAddressOfSomebody(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (
    /\.0$|^(?:8\.8\.8\.8|8\.8\.4\.4|1\.1\.1\.1|1\.0\.0\.1|9\.9\.9\.9|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|169\.254\.169\.254)/.test(
      address,
    )
  )
    return false;
  if (first === 10 || (first === 192 && second === 168) || (first === 172 && second >= 16 && second < 32))
    return true;
  // Versions have four numbers, too; theirs begin small.
  return first > 20 && first !== 127 && first < 224;
}

/** ISO/IEC 7812. */
function hasLuhnDigit(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the rearranged number leaves 1 when divided by 97. */
function hasIbanDigits(match: string): boolean {
  const compact = match.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  const digits = Array.from(compact.slice(4) + compact.slice(0, 4), (sign) =>
    String(parseInt(sign, 36)),
  ).join('');
  return Array.from(digits).reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
