import { Connection } from './connection.js';
import { resolveDatabasePath } from './database-path.js';
import { nodeDisk, type Disk } from './disk.js';
import { StorageError } from './errors.js';
import { unknownTriggersAndViews } from './foreign-schema.js';
import { loadedVfs } from './load.js';
import { migrate, newestVersion, schemaVersion, type Migration } from './migrate.js';
import { needsRollback, openDatabase, type OpenDatabaseOptions } from './open-database.js';
import type { Vfs } from './vfs.js';

export type { Migration } from './migrate.js';

export interface OpenOptions {
  readonly migrations: readonly Migration[];
  /** How long a call waits for another process or thread. 5000 when not given. */
  readonly busyTimeoutMs?: number;
  /** Open for reading only; the file must exist. */
  readonly readOnly?: boolean;
  /**
   * With `readOnly`: write nothing at all, not even the lock. A reader may then meet another process in the middle of a
   * commit, and a database that a crash left half changed cannot be opened. False when not given.
   */
  readonly leaveNoTrace?: boolean;
  /** Whether a missing file, and its folder, may be made. True when not given. */
  readonly create?: boolean;
  /** The folder for the copies kept before migrations; the database's own when not given. */
  readonly keepCopyIn?: string;
  /** The file system below the database: tests put one here that records or fails. */
  readonly disk?: Disk;
}

/** All connections of this thread by path: two of them on one file would lock each other out. */
const connections = new Map<string, Connection>();

/**
 * Opens a database: rolls back what a crash left half done, checks the schema, migrates. A file that is already open in
 * this thread gives the same connection, which closes when it was closed as often as it was opened.
 *
 * Opened for reading only, with `readOnlyReason` set: a file or folder that may not be written, a schema newer than ours, and
 * triggers or views that are not ours.
 * @throws {StorageError}
 */
export function openConnection(file: string, options: OpenOptions): Connection {
  const vfs = loadedVfs();
  const isReader = options.readOnly === true;
  const path = resolveDatabasePath(file, !isReader && options.create !== false);
  const shared = connections.get(path);
  if (shared?.hasMoved() === false) return shareExisting(shared, isReader);
  shared?.closeNow();
  const settings: OpenDatabaseOptions = {
    isWritable: !isReader,
    disk: options.disk ?? nodeDisk,
    busyTimeoutMs: options.busyTimeoutMs ?? 5000,
    hasLock: !(isReader && options.leaveNoTrace === true),
  };
  const connection = isReader ? openReader(vfs, path, settings) : openWriter(vfs, path, settings, options);
  if (connections.size === 0) process.once('exit', closeAll);
  connections.set(path, connection);
  return connection;
}

function shareExisting(shared: Connection, isReader: boolean): Connection {
  if (!isReader && !shared.isWritable && shared.readOnlyReason === undefined) {
    throw new StorageError(
      'read-only',
      `${shared.file} is open for reading only in this process. Close it there first.`,
    );
  }
  return shared.share();
}

function openWriter(vfs: Vfs, path: string, settings: OpenDatabaseOptions, options: OpenOptions): Connection {
  let connection: Connection;
  try {
    connection = connect(vfs, path, settings);
  } catch (error) {
    if (!(error instanceof StorageError) || error.reason !== 'read-only') throw error;
    return connect(vfs, path, { ...settings, isWritable: false }, error.message);
  }
  try {
    // Both halves from one moment: another process may be making the schema right now.
    const reason = connection.withLock(() => reasonToOnlyRead(vfs, connection, options.migrations));
    if (reason === undefined) {
      migrate(connection, options.migrations, options.keepCopyIn);
      return connection;
    }
    connection.closeNow();
    return connect(vfs, path, { ...settings, isWritable: false }, reason);
  } catch (error) {
    connection.closeNow();
    throw error;
  }
}

function openReader(vfs: Vfs, path: string, settings: OpenDatabaseOptions): Connection {
  if (needsRollback(path, settings.disk)) {
    if (!settings.hasLock) {
      throw new StorageError(
        'read-only',
        `${path} was left in the middle of a change and must be opened for writing once, which mends it.`,
      );
    }
    connect(vfs, path, { ...settings, isWritable: true }).closeNow();
  }
  return connect(vfs, path, settings);
}

function connect(vfs: Vfs, path: string, settings: OpenDatabaseOptions, readOnlyReason?: string): Connection {
  const open = openDatabase(vfs, path, settings);
  const connection: Connection = new Connection(vfs, open, readOnlyReason, () => {
    if (connections.get(path) !== connection) return;
    connections.delete(path);
    if (connections.size === 0) process.off('exit', closeAll);
  });
  return connection;
}

function reasonToOnlyRead(
  vfs: Vfs,
  connection: Connection,
  migrations: readonly Migration[],
): string | undefined {
  const version = schemaVersion(connection);
  const newest = newestVersion(migrations);
  if (version > newest) {
    return `${connection.file} was written by a newer Learning Loop (version ${version}, this one knows ${newest}). Update to write to it again.`;
  }
  const unknown = unknownTriggersAndViews(vfs, connection, migrations, version);
  if (unknown.length === 0) return undefined;
  return (
    `${connection.file} has parts that Learning Loop did not make (${unknown.slice(0, 5).join(', ')}), which could change what ` +
    'is written. It can only be read until they are dropped.'
  );
}

function closeAll(): void {
  for (const connection of [...connections.values()]) connection.closeNow();
}
