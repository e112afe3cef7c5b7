import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/** Where Linux distributions and BSDs keep the certificates that the operating system trusts, in one file. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The certificate authorities that Node and the operating system trust, PEM, each once. No variable adds to them. */
export function trustedAuthorities(): string[] {
  return [...new Set([...tls.rootCertificates, ...systemAuthorities()].map((pem) => pem.trim()))];
}

function systemAuthorities(): readonly string[] {
  const ofNode = authoritiesFromNode();
  if (ofNode.length > 0) return ofNode;
  for (const file of systemFiles) {
    try {
      const found = readFileSync(file, 'latin1').match(
        /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g,
      );
      if (found !== null) return found;
    } catch {
      continue; // Another system keeps them elsewhere.
    }
  }
  return [];
}

/** Node 22.15 and newer read the store of any operating system; older ones do not have the function. */
function authoritiesFromNode(): readonly string[] {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof read !== 'function') return [];
  try {
    const found: unknown = Reflect.apply(read, tls, ['system']);
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
