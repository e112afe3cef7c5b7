import type { ScrubIdentity } from '../../../src/learning/dataset/scrub.js';
import type { Planted } from './planted.js';
import type { RandomValues } from './random-values.js';

const people = [
  'Ingrid Solberg',
  'Tomás Herrera',
  'Wei-Ling Chen',
  'Oluwaseun Adeyemi',
  "Sinéad O'Connor",
  'Jan van den Berg',
];
const accounts = ['isolberg', 'therrera', 'wlchen', 'oadeyemi', 'soconnor', 'jvdberg'];

/** Details of people and machines: the owner's, which are known, and anybody's, which only their place gives away. */
export function personalDetails(random: RandomValues, owner: ScrubIdentity): Planted[] {
  const host = (): string => random.word('lower', 4);
  const octet = (): number => 1 + random.below(250);
  const planted: Planted[] = [];
  const plant = (kind: string, secret: string, ...texts: string[]): void => {
    for (const text of texts) planted.push({ kind, text: text.replaceAll('%', secret), secrets: [secret] });
  };

  plant(
    'own-paths',
    owner.homeDir,
    'cd %/notes',
    'Error: ENOENT %/.ssh/config',
    'file://%/a.ts',
    '"cwd": "%"',
  );
  plant('own-repository', owner.repoRoot, '%/src/cart.ts:12:4', '[vitest] root %', 'COPY %/dist /app');
  plant(
    'own-account',
    owner.user,
    'whoami: %',
    'drwxr-xr-x 2 % staff',
    'sudo -u % make',
    '/var/spool/cron/%',
  );
  plant('own-host', owner.host, 'Host: %', '%:~$ make', 'Connected to %.', 'HOSTNAME=%');
  plant(
    'git-identity',
    owner.gitName ?? '',
    'Author: %',
    'Signed-off-by: % <x@y>',
    'git config user.name "%"',
    '// written by %',
  );
  plant('git-identity', owner.gitEmail ?? '', 'Author: M <%>', 'user.email=%', 'mailto:%');
  people.forEach((name, index) => {
    const account = accounts[index]!;
    const address = `${account}@${random.pick(['fjordbank.no', 'herrera-hijos.es', 'gmail.com', 'kumba.co.za'])}`;
    plant('email', address, 'To: %', 'contact("%")');
    plant('name', name, `Co-authored-by: % <${address}>`, `"author": "%"`);
    plant(
      'home-folder',
      account,
      '/home/%/projects/a.py',
      '/Users/%/Library/Caches',
      'C:\\Users\\%\\AppData\\Local',
      'file:///Users/%/x.ts',
    );
  });
  for (let index = 0; index < 4; index += 1) {
    const account = accounts[index]!;
    plant(
      'remote-account',
      account,
      `ssh %@web-${host()}.acme.io`,
      `%@build${index}:~/app$ make`,
      `// TODO(%): remove`,
    );
    plant('inner-host', `db-${host()}.corp`, 'host: %', `https://%/login`);
    plant('inner-host', `jenkins${index}.acme.internal`, 'curl http://%:8080/job');
    plant('ip', `10.${octet()}.${octet()}.${octet()}`, 'listening on %:8080', '"host": "%"');
    plant('ip', `192.168.${octet()}.${octet()}`, 'ping % failed');
    plant(
      'ip',
      `${30 + random.below(60)}.${octet()}.${octet()}.${octet()}`,
      '% - - [05/Jan/2026] "GET / HTTP/1.1" 200',
    );
    plant('mac', Array.from({ length: 6 }, () => `a${random.word('hex', 1)}`).join(':'), 'link/ether % brd');
    plant('phone', `+49 ${170 + index} ${random.word('digits', 7)}`, 'call %', '"phone": "%"');
    plant('phone', `(415) 555-${1000 + random.below(9000)}`, 'Tel: %');
    plant(
      'social-id',
      `${100 + random.below(500)}-${10 + random.below(89)}-${1000 + random.below(9000)}`,
      'ssn: "%"',
    );
  }
  plant('card', '4539 1488 0343 6467', 'card: %', '"%"');
  plant('card', '5500005555555559', 'pan=%', 'charged % twice');
  plant('card', '3782-822463-10005', 'amex %');
  plant('iban', 'DE89370400440532013000', 'iban: %', 'pay to %');
  plant('iban', 'GB29 NWBK 6016 1331 9268 19', 'account %', '"%"');
  plant(
    'account',
    '481516234207',
    'arn:aws:iam::%:role/deploy',
    '%.dkr.ecr.eu-west-1.amazonaws.com/shop',
    'account_id: "%"',
  );
  plant('street', '742 Evergreen Terrace', 'ship to %', '"address": "%"');
  plant('street', 'Lindenstraße 17', 'Anschrift: %');
  plant('place', '59.913868', '{ lat: %, lng: 10.7 }', 'latitude = %');
  return planted;
}
