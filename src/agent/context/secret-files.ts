const names =
  /^(?:\.env(?:\..+)?|.*\.env|\.(?:npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg)|_netrc|id_(?:rsa|dsa|ecdsa|ed25519).*|.*\.(?:pem|key|p12|pfx|jks|keystore|kdbx|asc|gpg|ppk|tfstate|tfvars)|(?:credentials?|secrets?)(?:\.[\w-]+)?|.*(?:service[-_]account|client[-_]secret).*\.json)$/i;
const folders = /(?:^|\/)\.(?:ssh|aws|gnupg|kube|azure|docker)\//i;
/** Templates show which settings there are, without their values. */
const templates = /\.(?:example|sample|template|dist)$/i;

/** Whether a file is likely to hold keys or passwords, by its path alone. */
export function isSecretLike(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return folders.test(path) || (names.test(name) && !templates.test(name));
}
