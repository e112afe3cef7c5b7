// Assembled at run time, so that no scanner takes this file for a leak.
const letters = 'aZ3bY4cX5dW6eV7fU8gT9hS0iR1jQ2kPmOnL';
const alnum = (length: number): string => letters.repeat(Math.ceil(length / letters.length)).slice(0, length);
const alpha = (length: number): string =>
  alnum(length * 3)
    .replace(/\d/g, '')
    .slice(0, length);
const digits = (length: number): string => '1938475620'.repeat(3).slice(0, length);
const hex = (length: number): string => '0a9f8e7d6c5b4321'.repeat(10).slice(0, length);
const base64 = (length: number): string => `MIIEvQ${alnum(length - 6)}`;
const pem = (kind: string, body: string): string => `-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----`;

/** Each with what must be gone afterwards, and the rule of secretlint that knows it, if one does. */
export const secretSamples: readonly { text: string; secret: string; rule?: string }[] = [
  { rule: 'aws', text: `key AKIA${alnum(16).toUpperCase()} used`, secret: `AKIA${alnum(16).toUpperCase()}` },
  { rule: 'aws', text: `aws_secret_access_key = ${alnum(40)}`, secret: alnum(40) },
  {
    rule: 'gcp',
    text: JSON.stringify({
      private_key_id: 'k',
      private_key: pem('PRIVATE KEY', base64(200)),
      client: 'c',
    }),
    secret: base64(200),
  },
  { rule: 'privatekey', text: pem('RSA PRIVATE KEY', base64(800)), secret: base64(800) },
  { rule: 'npm', text: `npm_${alnum(36)}`, secret: `npm_${alnum(36)}` },
  { rule: 'npm', text: `//packages.example.com/:_authToken=${hex(36)}`, secret: hex(36) },
  { rule: 'basicauth', text: `git clone https://carol:${alnum(12)}@git.acme.io/x`, secret: alnum(12) },
  { rule: 'slack', text: `xoxb-${digits(12)}-${digits(12)}-${alnum(24)}`, secret: alnum(24) },
  {
    rule: 'slack',
    text: `https://hooks.slack.com/services/T${alnum(8)}/B${alnum(8)}/${alnum(24)}`,
    secret: `B${alnum(8)}/${alnum(24)}`,
  },
  { rule: 'sendgrid', text: `SG.${alnum(22)}.${alnum(43)}`, secret: alnum(43) },
  { rule: 'shopify', text: `shpat_${hex(32)}`, secret: hex(32) },
  { rule: 'github', text: `ghp_${alnum(36)}`, secret: alnum(36) },
  { rule: 'github', text: `github_pat_${alnum(82)}`, secret: alnum(82) },
  { rule: 'gitlab', text: `glpat-${alnum(20)}`, secret: alnum(20) },
  { rule: 'grafana', text: `glsa_${alnum(32)}_${hex(8)}`, secret: alnum(32) },
  { rule: 'openai', text: `sk-${alnum(20)}T3BlbkFJ${alnum(20)}`, secret: alnum(20) },
  { rule: 'anthropic', text: `sk-ant-api03-${alnum(93)}AA`, secret: alnum(93) },
  { rule: 'groq', text: `gsk_${alnum(52)}`, secret: alnum(52) },
  { rule: 'huggingface', text: `hf_${alpha(34)}`, secret: alpha(34) },
  { rule: 'linear', text: `lin_api_${alnum(40)}`, secret: alnum(40) },
  { rule: 'notion', text: `ntn_${digits(11)}${alnum(35)}`, secret: alnum(35) },
  {
    rule: '1password',
    text: `ops_${Buffer.from(JSON.stringify({ secretKey: alnum(90) })).toString('base64')}`,
    secret: Buffer.from(JSON.stringify({ secretKey: alnum(90) })).toString('base64'),
  },
  {
    rule: 'database-connection-string',
    text: `postgres://carol:${alnum(14)}@db.acme.io:5432/prod`,
    secret: alnum(14),
  },
  { rule: 'hashicorp-vault', text: `hvs.${alnum(95)}`, secret: alnum(95) },
  { rule: 'vercel', text: `vcp_${alnum(24)}`, secret: alnum(24) },
  { rule: 'databricks', text: `dapi${hex(32)}`, secret: hex(32) },
  { rule: 'docker', text: `dckr_pat_${alnum(27)}`, secret: alnum(27) },
  { rule: 'figma', text: `figd_${alnum(43)}`, secret: alnum(43) },
  { text: pem('EC PRIVATE KEY', `MHcCAQEE${alnum(70)}`), secret: alnum(70) },
  { text: `-----BEGIN PRIVATE KEY-----\n${alnum(64)}\n${alnum(64)}`, secret: alnum(64) },
  { text: `eyJ${alnum(20)}.eyJ${alnum(30)}.${alnum(43)}`, secret: alnum(43) },
  { text: `Authorization: Bearer ${alnum(30)}`, secret: alnum(30) },
  { text: `sk_live_${alnum(24)}`, secret: alnum(24) },
  { text: `AIza${alnum(35)}`, secret: alnum(35) },
  { text: `AccountName=x;AccountKey=${alnum(86)}==;`, secret: alnum(86) },
  { text: `M${alnum(23)}.${alnum(6)}.${alnum(30)}`, secret: alnum(30) },
  { text: `https://discord.com/api/webhooks/${digits(18)}/${alnum(68)}`, secret: alnum(68) },
  { text: `const password = 'tr0ub4dor';`, secret: 'tr0ub4dor' },
  { text: `{"db": {"api_key": "correct-horse"}}`, secret: 'correct-horse' },
  { text: `PORT=80\nexport DB_PASSWORD=tr0ub4dor\n`, secret: 'tr0ub4dor' },
];
