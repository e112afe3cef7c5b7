import { looksRandom } from './random-looking.js';

/** A stretch of a text that is a value somebody gave a name. */
interface Assigned {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const issuers =
  'adafruit|adobe|airtable|algolia|alibaba|amplitude|asana|atlassian|auth0|aws|azure|beamer|binance|bitbucket|bittrex|box|bugsnag|clearbit|cloudflare|cloudinary|codecov|cohere|coinbase|confluent|contentful|datadog|deepseek|digitalocean|discord|drone|droneci|dropbox|elastic|etsy|facebook|fastly|figma|finicity|finnhub|flickr|freshbooks|github|gitlab|gitter|gocardless|google|heroku|hubspot|ibm|intercom|jenkins|jira|jfrog|kraken|kucoin|launchdarkly|linear|linkedin|linode|lob|loggly|looker|mailchimp|mailgun|mapbox|mattermost|meraki|messagebird|mistral|mixpanel|netlify|newrelic|nytimes|okta|openai|opsgenie|pagerduty|paypal|plaid|postmark|privateai|pusher|rapidapi|rollbar|salesforce|segment|sendbird|sentry|shodan|slack|snowflake|snyk|sonar|splunk|spotify|squarespace|stripe|sumo|sumologic|telegram|telegr|together|travis|trello|twilio|twitch|twitter|typeform|vultr|wandb|yandex|zendesk|zoom';

const namedValue = new RegExp(
  '(?<![\\w.-])(?<name>[A-Za-z][\\w.-]{1,60})\\\\{0,3}["\'`]?\\]?\\s{0,4}(?:=>|:=|[=:,|>(])\\s{0,4}\\\\{0,3}["\'`]?(?<value>(?=[A-Za-z+/=.~:_-]{0,200}\\d)[\\w+/=.~:-]{14,400})(?![\\w+/(])',
  'dg',
);
const secretName = new RegExp(
  `key|token|secret|auth|credential|cred|pass|salt|pepper|license|${issuers}`,
  'i',
);
/** Names whose values look random and are public. */
const publicName =
  /hash|sha\d*$|sha\d|md5|digest|integrity|checksum|etag|commit|revision|^rev$|resolved|version|public|fingerprint|uuid$|guid$|color|colour|path|url|href|src|file|module|test|describe|import|require/i;

/**
 * Values that are secrets by their name and look: random letters and digits under any name but a public one, and hexadecimal
 * numbers, UUIDs and the like under the name of a key or of a company that issues some.
 */
export function findSecretValues(text: string): Assigned[] {
  const found: Assigned[] = [];
  for (const match of text.matchAll(namedValue)) {
    const { name = '', value = '' } = match.groups ?? {};
    const [start, end] = match.indices?.groups?.['value'] ?? [0, 0];
    if (!publicName.test(name) && isSecret(name, value)) found.push({ start, end });
  }
  return found;
}

function isSecret(name: string, value: string): boolean {
  if (/^sha\d{3}-/.test(value) || /^[a-z]+:\/\//i.test(value)) return false;
  if (looksRandom(value) && !/[./]\w+[./]/.test(value)) return true;
  return secretName.test(name) && looksIssued(value);
}

/** Like a number that a machine gave out: digits among letters, and no word of a program. */
function looksIssued(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0;
  if (
    digits < 3 ||
    /^\d+(?:[.:-]\d+)*$/.test(value) ||
    /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(value)
  )
    return false;
  const turns = value.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  return turns >= 3;
}
