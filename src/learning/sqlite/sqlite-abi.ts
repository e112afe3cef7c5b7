// The parts of SQLite's public C interface that this layer speaks: https://www.sqlite.org/c3ref/vfs.html and
// https://www.sqlite.org/c3ref/io_methods.html. Offsets are those of 32-bit WebAssembly, where a pointer has 4 bytes.

export const resultCode = {
  ok: 0,
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  notFound: 12,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notADatabase: 26,
  readError: 266,
  shortRead: 522,
  writeError: 778,
  syncError: 1034,
  truncateError: 1546,
  sizeError: 1802,
  unlockError: 2058,
  deleteError: 2570,
  accessError: 3338,
  lockError: 3850,
  closeError: 4106,
  deleteOfMissing: 5898,
} as const;

/** Flags of xOpen. */
export const openFlag = { readOnly: 0x1, create: 0x4, mainDatabase: 0x100, mainJournal: 0x800 } as const;

/** What xAccess is asked. */
export const accessQuery = { exists: 0, readWrite: 1 } as const;

/** Levels of xLock and xUnlock. */
export const lockLevel = { none: 0, shared: 1, exclusive: 4 } as const;

/** The xFileControl operation "is the file still where it was opened?". */
export const fileControlHasMoved = 20;

/** One sector is written as a whole or not at all around a power loss: what SQLite's own unix layer promises, too. */
export const powersafeOverwrite = 0x1000;

/** `struct sqlite3_vfs`. */
export const vfsOffset = {
  version: 0,
  fileSize: 4,
  maxPathname: 8,
  name: 16,
  open: 24,
  delete: 28,
  access: 32,
  fullPathname: 36,
} as const;

/** `struct sqlite3_io_methods`, version 1 (no WAL, no memory mapping): an int, then its function pointers in order. */
export const ioMethodsSize = 52;

/** `struct sqlite3_file`, which xOpen fills in: only its first member, the pointer to the methods. */
export const fileOffset = { methods: 0 } as const;
