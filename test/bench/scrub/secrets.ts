import type { Planted } from './planted.js';
import type { RandomValues } from './random-values.js';

type Sample = readonly [text: string, ...secrets: string[]];

/** Keys, tokens and passwords of every kind we know of, each in the places where people leave them. */
export function secrets(random: RandomValues): Planted[] {
  const { hex, mixed, upper, url, base64, digits, lower } = shortcuts(random);
  const uuid = (): string => random.uuid();
  const password = (): string =>
    `${random.pick(['Tr0ub4dor', 'Winter2024', 'kL9#mP2x', 'hunter2', 'Sup3rS3cret'])}${random.pick(['!', '&3', '#77', '_x'])}`;
  const jwt = (): string => `eyJ${url(33)}.eyJ${url(72)}.${url(43)}`;
  const pem = (kind: string, lines: number): Sample => {
    const body = Array.from({ length: lines }, () => base64(64));
    return [[`-----BEGIN ${kind}-----`, ...body, `-----END ${kind}-----`].join('\n'), ...body];
  };

  return [
    ...kind('aws', [
      one(`AKIA${random.word('base32', 16)}`, (v) => `[default]\naws_access_key_id = ${v}`),
      one(`ASIA${random.word('base32', 16)}`, (v) => `export AWS_ACCESS_KEY_ID=${v}`),
      one(base64(40), (v) => `aws_secret_access_key = ${v}`),
      one(base64(40), (v) => `AWS_SECRET_ACCESS_KEY: "${v}"`),
      one(base64(40), (v) => `new S3({ secretAccessKey: '${v}', region: 'eu-central-1' })`),
      one(`IQoJb3JpZ2luX2Vj${base64(200)}`, (v) => `AWS_SESSION_TOKEN=${v}`),
      one(hex(64), (v) => `https://bucket.s3.amazonaws.com/a?X-Amz-Expires=900&X-Amz-Signature=${v}`),
    ]),
    ...kind('google', [
      one(
        `AIza${url(35)}`,
        (v) => `<script src="https://maps.googleapis.com/maps/api/js?key=${v}"></script>`,
      ),
      one(`AIza${url(35)}`, (v) => `const firebase = { apiKey: "${v}", projectId: "shop" };`),
      one(`GOCSPX-${url(28)}`, (v) => `GOOGLE_CLIENT_SECRET=${v}`),
      one(`ya29.${url(120)}`, (v) => `access_token: ${v}`),
      one(`1//0${url(60)}`, (v) => `"refresh_token": "${v}"`),
    ]),
    ...kind('azure', [
      one(
        `${base64(86)}==`,
        (v) =>
          `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${v};EndpointSuffix=core.windows.net`,
      ),
      one(
        `${base64(43)}=`,
        (v) => `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${v}`,
      ),
      one(`${mixed(3)}8Q~${url(34)}`, (v) => `AZURE_CLIENT_SECRET="${v}"`),
      one(
        `${base64(43)}%3D`,
        (v) => `https://shop.blob.core.windows.net/c?sv=2023-01-03&se=2026-01-01&sig=${v}`,
      ),
      one(lower(52), (v) => `AZURE_DEVOPS_EXT_PAT=${v}`),
    ]),
    ...kind('cloud', [
      one(`dop_v1_${hex(64)}`, (v) => `doctl auth init -t ${v}`),
      one(`LTAI${mixed(20)}`, (v) => `accessKeyId: ${v}`),
      one(`v1.0-${hex(24)}-${hex(146)}`, (v) => `X-Auth-User-Service-Key: ${v}`),
      one(url(40), (v) => `CLOUDFLARE_API_TOKEN=${v}`),
      one(uuid(), (v) => `HEROKU_API_KEY=${v}`),
      one(`fo1_${url(43)}`, (v) => `FLY_API_TOKEN=${v}`),
      one(`sbp_${hex(40)}`, (v) => `supabase login --token ${v}`),
    ]),
    ...kind('github', [
      one(`ghp_${mixed(36)}`, (v) => `git clone https://x-access-token:${v}@github.com/acme/shop.git`),
      one(`ghs_${mixed(36)}`, (v) => `GITHUB_TOKEN=${v} npm run release`),
      one(`gho_${mixed(36)}`, (v) => `curl -H "Authorization: token ${v}" https://api.github.com/user`),
      one(`github_pat_${mixed(22)}_${mixed(59)}`, (v) => `const octokit = new Octokit({ auth: "${v}" });`),
      one(`ghr_${mixed(36)}`, (v) => `refresh with ${v} tomorrow`),
    ]),
    ...kind('code-hosts', [
      one(`glpat-${url(20)}`, (v) => `PRIVATE-TOKEN: ${v}`),
      one(`gldt-${url(20)}`, (v) => `docker login -u gitlab+deploy -p ${v} registry.acme.io`),
      one(`glrt-${url(20)}`, (v) => `gitlab-runner register --token ${v}`),
      one(`ATBB${mixed(32)}`, (v) => `BITBUCKET_APP_PASSWORD=${v}`),
      one(`ATATT3xFfGF0${url(180)}`, (v) => `jira.login({ email, apiToken: '${v}' })`),
    ]),
    ...kind('packages', [
      one(`npm_${mixed(36)}`, (v) => `//registry.npmjs.org/:_authToken=${v}`),
      one(uuid(), (v) => `//npm.acme.io/:_authToken=${v}`),
      one(`pypi-AgEIcHlwaS5vcmc${url(140)}`, (v) => `[pypi]\nusername = __token__\npassword = ${v}`),
      one(`rubygems_${hex(48)}`, (v) => `:rubygems_api_key: ${v}`),
      one(`oy2${lower(43)}`, (v) => `dotnet nuget push pkg.nupkg --api-key ${v}`),
      one(`dckr_pat_${url(27)}`, (v) => `echo ${v} | docker login --password-stdin`),
      one(base64(44), (v) => `{"auths": {"registry.acme.io": {"auth": "${v}"}}}`),
    ]),
    ...kind('chat', [
      one(`xoxb-${digits(12)}-${digits(13)}-${mixed(24)}`, (v) => `SLACK_BOT_TOKEN=${v}`),
      one(`xapp-1-${upper(11)}-${digits(13)}-${hex(64)}`, (v) => `appToken: "${v}"`),
      one(`M${mixed(25)}.${mixed(6)}.${url(38)}`, (v) => `client.login('${v}');`),
      one(`${digits(10)}:AA${url(33)}`, (v) => `https://api.telegram.org/bot${v}/getMe`),
      one(`${digits(9)}:AA${url(33)}`, (v) => `TELEGRAM_TOKEN = "${v}"`),
    ]),
    ...kind('webhook', [
      one(`${upper(9)}/${upper(11)}/${mixed(24)}`, (v) => `https://hooks.slack.com/services/${v}`),
      one(`${digits(18)}/${url(68)}`, (v) => `DISCORD_URL=https://discord.com/api/webhooks/${v}`),
      one(
        `${uuid()}/IncomingWebhook/${hex(32)}/${uuid()}`,
        (v) => `uri: https://acme.webhook.office.com/webhookb2/${v}`,
      ),
      one(`${digits(7)}/${lower(7)}`, (v) => `fetch("https://hooks.zapier.com/hooks/catch/${v}/")`),
      one(url(43), (v) => `https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=${v}`),
    ]),
    ...kind('payment', [
      one(`sk_live_${mixed(24)}`, (v) => `const stripe = new Stripe('${v}');`),
      one(`rk_test_${mixed(99)}`, (v) => `stripe listen --api-key ${v}`),
      one(`whsec_${mixed(32)}`, (v) => `STRIPE_WEBHOOK_SECRET=${v}`),
      one(`sq0csp-${url(43)}`, (v) => `square_secret: ${v}`),
      one(`access_token$production$${lower(16)}$${hex(32)}`, (v) => `accessToken: "${v}"`),
      one(`rzp_live_${mixed(14)}`, (v) => `key_id: '${v}'`),
    ]),
    ...kind('mail', [
      one(`SG.${url(22)}.${url(43)}`, (v) => `sgMail.setApiKey('${v}');`),
      one(`key-${hex(32)}`, (v) => `curl -s --user 'api:${v}' https://api.mailgun.net/v3/x`),
      one(`${hex(32)}-us14`, (v) => `MAILCHIMP = "${v}"`),
      one(`xkeysib-${hex(64)}-${mixed(16)}`, (v) => `api-key: ${v}`),
      one(`re_${mixed(8)}_${mixed(24)}`, (v) => `const resend = new Resend("${v}");`),
      one(hex(32), (v) => `TWILIO_AUTH_TOKEN=${v}`),
    ]),
    ...kind('ai', [
      one(`sk-proj-${url(74)}T3BlbkFJ${url(74)}`, (v) => `OPENAI_API_KEY=${v}`),
      one(`sk-${mixed(20)}T3BlbkFJ${mixed(20)}`, (v) => `openai.api_key = "${v}"`),
      one(`sk-ant-api03-${url(93)}AA`, (v) => `x-api-key: ${v}`),
      one(`hf_${mixed(34)}`, (v) => `huggingface-cli login --token ${v}`),
      one(`gsk_${mixed(52)}`, (v) => `new Groq({ apiKey: "${v}" })`),
      one(`r8_${mixed(37)}`, (v) => `export REPLICATE_API_TOKEN=${v}`),
      one(`xai-${mixed(80)}`, (v) => `"xai": "${v}"`),
      one(mixed(40), (v) => `COHERE_API_KEY=${v}`),
    ]),
    ...kind('monitoring', [
      one(hex(32), (v) => `dsn: "https://${v}@o45.ingest.sentry.io/12"`),
      one(hex(32), (v) => `DD_API_KEY=${v}`),
      one(`NRAK-${upper(27)}`, (v) => `newrelic: { apiKey: '${v}' }`),
      one(
        `glsa_${mixed(32)}_${hex(8)}`,
        (v) => `curl -H "Authorization: Bearer ${v}" https://grafana.acme.io`,
      ),
      one(`dt0c01.${random.word('base32', 24)}.${random.word('base32', 64)}`, (v) => `Api-Token ${v}`),
      one(uuid(), (v) => `CODECOV_TOKEN="${v}"`),
    ]),
    ...kind('vault', [
      one(`hvs.${url(95)}`, (v) => `vault login ${v}`),
      one(`${mixed(14)}.atlasv1.${url(67)}`, (v) => `credentials "app.terraform.io" { token = "${v}" }`),
      one(`dp.pt.${mixed(43)}`, (v) => `doppler setup --token=${v}`),
      one(`pul-${hex(40)}`, (v) => `PULUMI_ACCESS_TOKEN: ${v}`),
      one(`AGE-SECRET-KEY-1${upper(58)}`, (v) => `# created 2024\n${v}`),
      one(`A3-${upper(6)}-${upper(6)}-${upper(5)}-${upper(5)}-${upper(5)}`, (v) => `secret key ${v}`),
    ]),
    ...kind('developer-tools', [
      one(`lin_api_${mixed(40)}`, (v) => `LINEAR=${v}`),
      one(`ntn_${digits(11)}${mixed(35)}`, (v) => `new Client({ auth: '${v}' })`),
      one(`figd_${url(43)}`, (v) => `X-Figma-Token: ${v}`),
      one(`pat${mixed(14)}.${hex(64)}`, (v) => `Airtable.configure({ apiKey: '${v}' });`),
      one(`PMAK-${hex(24)}-${hex(34)}`, (v) => `postman login --with-api-key ${v}`),
      one(`dapi${hex(32)}`, (v) => `DATABRICKS_TOKEN=${v}`),
      one(`sqp_${hex(40)}`, (v) => `sonar-scanner -Dsonar.token=${v}`),
    ]),
    ...kind('jwt', [
      one(jwt(), (v) => `const token = "${v}";`),
      one(jwt(), (v) => `Authorization: Bearer ${v}`),
      one(jwt(), (v) => `SUPABASE_SERVICE_ROLE_KEY=${v}`),
      one(jwt(), (v) => `Set-Cookie: id_token=${v}; HttpOnly`),
      one(jwt(), (v) => `ws://localhost:8080/?token=${v}`),
    ]),
    ...kind('private-key', [
      pem('RSA PRIVATE KEY', 6),
      pem('PRIVATE KEY', 3),
      pem('EC PRIVATE KEY', 3),
      pem('OPENSSH PRIVATE KEY', 5),
      pem('ENCRYPTED PRIVATE KEY', 4),
      pem('PGP PRIVATE KEY BLOCK', 4),
      one(`${base64(43)}=`, (v) => `[Interface]\nPrivateKey = ${v}\nAddress = 10.7.0.2/32`),
      one(base64(64), (v) => `PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\n${v}\n${v}`),
    ]),
    ...kind('connection-string', [
      one(password(), (v) => `DATABASE_URL=postgres://shop:${v}@db.acme.io:5432/shop`),
      one(mixed(16), (v) => `mongodb+srv://root:${v}@cluster0.ab1cd.mongodb.net/prod`),
      one(mixed(20), (v) => `redis://:${v}@cache.acme.io:6379/0`),
      one(mixed(12), (v) => `amqp://worker:${v}@mq.acme.io/vhost`),
      one(
        password(),
        (v) => `Server=tcp:sql.acme.io,1433;Database=shop;User ID=sa;Password=${v};Encrypt=True`,
      ),
      one(mixed(14), (v) => `jdbc:mysql://db.acme.io/shop?user=app&password=${v}`),
    ]),
    ...kind('basic-auth', [
      one(mixed(14), (v) => `git clone https://carol:${v}@git.acme.io/shop.git`),
      one(mixed(10), (v) => `pip install --index-url https://ci:${v}@pypi.acme.io/simple shop`),
      one(base64(28), (v) => `Authorization: Basic ${v}`),
      one(password(), (v) => `curl -u carol:${v} https://jenkins.acme.io/job/x/build`),
      one(password(), (v) => `requests.get(url, auth=("carol", "${v}"))`),
      one(password(), (v) => `http_proxy=http://carol:${v}@proxy.acme.io:3128`),
    ]),
    ...kind('bearer', [
      one(mixed(32), (v) => `headers: { Authorization: \`Bearer ${v}\` }`),
      one(hex(40), (v) => `-H 'Authorization: Bearer ${v}'`),
      one(lower(48), (v) => `req.setRequestHeader("Authorization", "Bearer ${v}");`),
      one(mixed(36), (v) => `Proxy-Authorization: Bearer ${v}`),
      one(uuid(), (v) => `X-Api-Key: ${v}`),
      one(hex(32), (v) => `"Ocp-Apim-Subscription-Key": "${v}"`),
    ]),
    ...kind('cookie', [
      one(mixed(32), (v) => `Cookie: sessionid=${v}; theme=dark`),
      one(`s%3A${url(32)}.${base64(43)}`, (v) => `connect.sid=${v}`),
      one(lower(26), (v) => `curl -b 'PHPSESSID=${v}' https://shop.acme.io`),
      one(hex(32), (v) => `Set-Cookie: JSESSIONID=${v}; Path=/`),
      one(hex(40), (v) => `_gitlab_session=${v}`),
    ]),
    ...kind('env-file', [
      one(password(), (v) => `DB_PASSWORD=${v}\nDB_PORT=5432`),
      one(mixed(24), (v) => `export SESSION_SECRET=${v}`),
      one('correcthorsebattery', (v) => `SMTP_PASS=${v}`),
      one(`django-insecure-${mixed(40)}`, (v) => `SECRET_KEY='${v}'`),
      one(hex(64), (v) => `RAILS_MASTER_KEY=${v}`),
      one(hex(32), (v) => `ENCRYPTION_KEY=${v}`),
    ]),
    ...kind('password-in-code', [
      one(password(), (v) => `const password = '${v}';`),
      one(password(), (v) => `password: "${v}",`),
      one(password(), (v) => `{"user": "app", "password": "${v}"}`),
      one(password(), (v) => `conn.setPassword("${v}");`),
      one(password(), (v) => `  $db_pass = '${v}';`),
      one(password(), (v) => `String dbPassword = "${v}";`),
      one('Pa$$w0rd-2024', (v) => `adminPassword := "${v}"`),
    ]),
    ...kind('password-in-settings', [
      one(password(), (v) => `spring.datasource.password=${v}`),
      one(password(), (v) => `  password: ${v}`),
      one(mixed(18), (v) => `- name: DB_PASSWORD\n  value: ${v}`),
      one(mixed(12), (v) => `<password>${v}</password>`),
      one(mixed(14), (v) => `<add key="ApiSecret" value="${v}" />`),
      one(mixed(12), (v) => `requirepass ${v}`),
      one(mixed(12), (v) => `ENV ADMIN_PASSWORD ${v}`),
      one(mixed(12), (v) => `machine git.acme.io login carol password ${v}`),
      one(mixed(12), (v) => `db.acme.io:5432:shop:carol:${v}`),
    ]),
    ...kind('password-in-command', [
      one(mixed(12), (v) => `mysql -h db.acme.io -u root -p${v} shop`),
      one(mixed(12), (v) => `sshpass -p ${v} ssh deploy@web`),
      one(mixed(12), (v) => `PGPASSWORD=${v} psql -h db.acme.io`),
      one(mixed(14), (v) => `app --admin-password ${v} --port 80`),
      one(mixed(14), (v) => `docker login -u carol -p ${v}`),
      one(mixed(14), (v) => `app --client-secret=${v}`),
    ]),
    ...kind('password-hash', [
      one(`$2b$12$${mixed(53)}`, (v) => `INSERT INTO users VALUES ('carol', '${v}');`),
      one(`$6$${mixed(16)}$${mixed(86)}`, (v) => `carol:${v}:19000:0:99999:7:::`),
      one(`$apr1$${mixed(8)}$${mixed(22)}`, (v) => `carol:${v}`),
      one(`$argon2id$v=19$m=65536,t=3,p=4$${mixed(22)}$${mixed(43)}`, (v) => `hash: ${v}`),
      one(
        'witch collapse practice feed shame open despair creek road again ice least',
        (v) => `mnemonic = "${v}"`,
      ),
    ]),
    ...kind('unknown-issuer', [
      one(mixed(40), (v) => `const client = new AcmeClient("${v}");`),
      one(`acme_pat_${mixed(32)}`, (v) => `acme login ${v}`),
      one(mixed(32), (v) => `token: "${v}"`),
      one(hex(48), (v) => `internal_api_key: ${v}`),
      one(mixed(48), (v) => `https://api.acme.io/v1/items?access_token=${v}&page=2`),
      one(lower(36), (v) => `license_key = "${v}"`),
    ]),
  ];
}

function one(secret: string, text: (secret: string) => string): Sample {
  return [text(secret), secret];
}

function kind(name: string, samples: readonly Sample[]): Planted[] {
  return samples.map(([text, ...gone]) => ({ kind: name, text, secrets: gone }));
}

function shortcuts(
  random: RandomValues,
): Record<'hex' | 'mixed' | 'upper' | 'url' | 'base64' | 'digits' | 'lower', (length: number) => string> {
  const word =
    (alphabet: Parameters<RandomValues['word']>[0]) =>
    (length: number): string =>
      random.word(alphabet, length);
  return {
    hex: word('hex'),
    mixed: word('mixed'),
    upper: word('upper'),
    url: word('url'),
    base64: word('base64'),
    digits: word('digits'),
    lower: word('lower'),
  };
}
