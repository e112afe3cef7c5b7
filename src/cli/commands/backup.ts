import { databaseFile } from '../../learning/agent-folder.js';
import { backup as makeBackup } from '../../learning/maintenance/backup.js';
import type { Command } from '../command.js';
import { formatBytes } from '../format-bytes.js';
import { printJson, wantsJson } from '../print-json.js';

export const backup: Command = {
  name: 'backup',
  summary: 'Copy the database into a file.',
  positionals: [{ name: 'FILE', help: 'where to; it must not exist yet' }],
  options: {},
  json: {
    prints: 'an object',
    fields: {
      file: 'the copy',
      sizeBytes: 'its size',
    },
  },
  details: `The copy is complete and consistent even while runs are being recorded, and an ordinary
SQLite file that every SQLite program can open. It holds what the ledger holds,
texts included: keep it as private as the repository.`,
  run(call) {
    const target = call.positionals[0] ?? '';
    const sizeBytes = makeBackup(databaseFile(call.root), target);
    if (wantsJson(call)) printJson(call, { file: target, sizeBytes });
    else call.print(`Copied the database to ${target} (${formatBytes(sizeBytes)}).`);
  },
};
