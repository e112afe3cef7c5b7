import { closeSync, fstatSync, linkSync, lstatSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError, systemErrorCode } from '../errors.js';
import { nodeLockEnvironment, type LockEnvironment } from './environment.js';
import { createIdentity, createIdentityId, type LockIdentity } from './identity.js';
import { heldName, inspectLock, namesIn, partyAt, tokenPrefix, type LockParty } from './inspect-lock.js';
import { lockFolderOf, makeLockFolder } from './lock-folder.js';
import { pause } from './pause.js';

export interface FileLockOptions {
  readonly isWriter: boolean;
  readonly environment?: LockEnvironment;
  /** The system's hard link, where the file system has them. */
  readonly link?: (existing: string, path: string) => void;
}

/**
 * One exclusive lock per database, between all threads of all processes. Node has no file locks, so it is a folder beside
 * the database: everybody who has the database open has a token there that says who they are, and the lock is held by whoever
 * has linked their token to the name `held`. Creating a link is atomic and brings its content along, so a lock always says
 * whose it is, and the lock of the dead is taken over as soon as their death is proven (see liveness.ts).
 *
 * The lock may be taken again by its holder, and is free when it was released as often.
 */
export class FileLock {
  readonly databaseFile: string;
  readonly identity: LockIdentity;
  readonly #environment: LockEnvironment;
  readonly #folder: string;
  readonly #held: string;
  readonly #token: string;
  /** Open for as long as this object: the sign of life of this thread. */
  readonly #tokenFd: number;
  readonly #tokenInode: bigint;
  readonly #link: ((existing: string, path: string) => void) | undefined;
  #timesHeld = 0;
  #heldInode: bigint | undefined;

  /** @throws the system's error where the folder cannot be written; {StorageError} `symlink` */
  constructor(databaseFile: string, options: FileLockOptions) {
    this.databaseFile = databaseFile;
    this.#environment = options.environment ?? nodeLockEnvironment();
    this.#folder = lockFolderOf(databaseFile);
    this.#held = join(this.#folder, heldName);
    makeLockFolder(this.#folder);
    const id = createIdentityId(this.#environment);
    this.#token = join(this.#folder, `${tokenPrefix}${id}`);
    this.#tokenFd = openSync(this.#token, 'wx', 0o644);
    try {
      const { dev: device, ino: inode } = fstatSync(this.#tokenFd, { bigint: true });
      this.#tokenInode = inode;
      const token = { fd: this.#tokenFd, device, inode };
      this.identity = createIdentity(this.#environment, token, id, options.isWriter);
      writeSync(this.#tokenFd, JSON.stringify(this.identity));
      this.#link = this.#workingLink(options.link ?? linkSync);
      this.#sweep();
    } catch (error) {
      this.#remove(this.#token);
      closeSync(this.#tokenFd);
      throw error;
    }
  }

  /**
   * Takes the lock, waiting at most `timeoutMs`. Blocks the thread.
   * @returns false when somebody else had it all the time
   * @throws {StorageError} `moved` when the folder was deleted
   */
  acquire(timeoutMs: number): boolean {
    if (this.#timesHeld === 0 && !this.#wait(timeoutMs)) return false;
    this.#timesHeld += 1;
    return true;
  }

  release(): void {
    if (this.#timesHeld === 0) return;
    this.#timesHeld -= 1;
    // If the folder was deleted and made again meanwhile, the lock in it is somebody else's.
    if (this.#timesHeld === 0 && inodeAt(this.#held) === this.#heldInode) this.#remove(this.#held);
  }

  /** Everybody else who has the database open and is not proven dead. */
  others(): readonly LockParty[] {
    const { openers } = inspectLock(this.databaseFile, this.#environment);
    return openers.filter((party) => party.file !== this.#token && party.liveness !== 'dead');
  }

  holder(): LockParty | undefined {
    return partyAt(this.#held, this.#environment);
  }

  /**
   * Removes what a party left in the lock's folder, as if it were proven dead: for a person who knows better than the proof.
   * @returns false when it is no longer there
   */
  evict(party: LockParty): boolean {
    return this.#takeAway(party);
  }

  /** Gives everything back. The object is of no use afterwards. */
  close(): void {
    if (this.#timesHeld > 0) {
      this.#timesHeld = 1;
      this.release();
    }
    this.#remove(this.#token);
    closeSync(this.#tokenFd);
  }

  #wait(timeoutMs: number): boolean {
    if (this.#tryOnce()) return true;
    const start = performance.now();
    let longestPauseMs = 0.1;
    let nextProofAtMs = 0;
    for (;;) {
      const waitedMs = performance.now() - start;
      if (waitedMs >= nextProofAtMs) {
        this.#takeFromDead(this.#held);
        nextProofAtMs = waitedMs + 50;
        if (this.#tryOnce()) return true;
      }
      if (waitedMs >= timeoutMs) return false;
      pause(longestPauseMs * (0.5 + Math.random()));
      longestPauseMs = Math.min(longestPauseMs * 1.5, 4);
      if (this.#tryOnce()) return true;
    }
  }

  #tryOnce(): boolean {
    this.#heldInode = this.#create(this.#held);
    return this.#heldInode !== undefined;
  }

  /**
   * Creates the file with our identity in it.
   * @returns its inode; undefined when there is one already
   */
  #create(path: string): bigint | undefined {
    try {
      if (this.#link === undefined) return this.#createByWriting(path);
      this.#link(this.#token, path);
      return this.#tokenInode;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === 'EEXIST' || this.#isPassing(code)) return undefined;
      if (code === 'ENOENT') {
        throw new StorageError(
          'moved',
          `${this.#folder} was deleted while the database was open. Open the database again to go on.`,
          { cause: error },
        );
      }
      throw error;
    }
  }

  /** Without hard links there is a moment in which the file is empty; readers give it time (see inspect-lock.ts). */
  #createByWriting(path: string): bigint | undefined {
    const fd = openSync(path, 'wx', 0o644);
    try {
      writeSync(fd, JSON.stringify(this.identity));
      const { ino: inode } = fstatSync(fd, { bigint: true });
      // If we were suspended so long that somebody took the empty file away, it is not ours.
      return inodeAt(path) === inode ? inode : undefined;
    } catch (error) {
      this.#remove(path);
      throw error;
    } finally {
      closeSync(fd);
    }
  }

  /** Removes a lock file if its owner is dead. */
  #takeFromDead(file: string): void {
    const party = partyAt(file, this.#environment);
    if (party?.liveness === 'dead') this.#takeAway(party);
  }

  /**
   * Two may find the same owner dead. Only the one who creates the claim on exactly that owner may remove the file, and looks
   * again before: otherwise the slower would remove the lock that the faster has meanwhile taken.
   */
  #takeAway(party: LockParty): boolean {
    const claim = `${party.file}~${party.identity?.id ?? 'unreadable'}`;
    if (this.#create(claim) === undefined) {
      this.#takeFromDead(claim);
      return false;
    }
    try {
      const now = partyAt(party.file, this.#environment);
      if (now === undefined || now.identity?.id !== party.identity?.id) return false;
      this.#remove(party.file);
      return true;
    } finally {
      this.#remove(claim);
    }
  }

  /** Removes the tokens of the dead, and claims on owners who no longer hold anything. */
  #sweep(): void {
    const holderId = partyAt(this.#held, this.#environment)?.identity?.id ?? 'unreadable';
    for (const name of namesIn(this.#folder)) {
      const file = join(this.#folder, name);
      const isUseless = name.startsWith(tokenPrefix)
        ? partyAt(file, this.#environment)?.liveness === 'dead'
        : name.startsWith(`${heldName}~`) && name.split('~')[1] !== holderId;
      if (isUseless) rmSync(file, { force: true, recursive: true });
    }
  }

  #remove(file: string): void {
    for (let attempt = 1; ; attempt += 1) {
      try {
        unlinkSync(file);
        return;
      } catch (error) {
        const code = systemErrorCode(error);
        if (code === 'ENOENT') return;
        if (!this.#isPassing(code) || attempt === 50) throw error;
        pause(attempt);
      }
    }
  }

  /** On Windows these mean that somebody is just looking at the file, or that its deletion is not yet complete. */
  #isPassing(code: string | undefined): boolean {
    return (
      this.#environment.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY')
    );
  }

  /** The link function, if links work in this folder: not on exFAT and some network file systems. */
  #workingLink(link: (existing: string, path: string) => void): typeof link | undefined {
    const probe = `${this.#token}.probe`;
    try {
      link(this.#token, probe);
    } catch {
      return undefined;
    }
    this.#remove(probe);
    return link;
  }
}

function inodeAt(path: string): bigint | undefined {
  return lstatSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}
