/** Who and where this machine says it is: what must not leave it inside a text. */
export interface ScrubIdentity {
  /** Absolute path of the home folder. */
  readonly homeDir: string;
  /** The account's name. */
  readonly user: string;
  /** The machine's name. */
  readonly host: string;
  /** `user.name` of git, when set. */
  readonly gitName?: string | undefined;
  /** `user.email` of git, when set. */
  readonly gitEmail?: string | undefined;
  /** Absolute path of the repository. */
  readonly repoRoot: string;
}
