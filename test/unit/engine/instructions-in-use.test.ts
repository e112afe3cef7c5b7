import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { withBlock } from '../../../src/adapters/instruction-block.js';
import { instructionsInUse } from '../../../src/engine/instructions-in-use.js';

const at = '2026-11-12T10:00:00.000Z';

describe('instructionsInUse', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'instructions-'));
    return () => {
      rmSync(folder, { recursive: true });
    };
  });

  const write = (name: string, text: string, changedAt = '2026-11-01T00:00:00Z'): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), new Date(changedAt), new Date(changedAt));
  };
  const inUse = (agent: string) => instructionsInUse(folder, agent, at);

  it('tells one text from another', () => {
    write('CLAUDE.md', 'Be brief.');
    const before = inUse('Claude Code');
    expect(before?.files).toBe('CLAUDE.md');
    write('CLAUDE.md', 'Be thorough.');
    expect(inUse('Claude Code')?.hash).not.toBe(before?.hash);
    write('CLAUDE.md', 'Be brief.');
    expect(inUse('Claude Code')).toEqual(before);
  });

  it('looks at what the agent reads', () => {
    write('CLAUDE.md', 'Be brief.');
    expect(inUse('Codex')).toBeNull();
    write('AGENTS.md', 'Run the tests.');
    write('.cursorrules', 'Be kind.');
    expect(inUse('Codex')?.files).toBe('AGENTS.md');
    expect(inUse('Cursor')?.files).toBe('.cursorrules + AGENTS.md');
    expect(inUse('Some other')?.files).toBe('AGENTS.md');
  });

  it('does not take our own block for a change by a person', () => {
    write('CLAUDE.md', 'Be brief.\n');
    const before = inUse('Claude Code');
    write('CLAUDE.md', withBlock('Be brief.\n', 'What worked here: tests first.'));
    expect(inUse('Claude Code')).toEqual(before);
    write('CLAUDE.md', withBlock(null, 'What worked here: tests first.'));
    expect(inUse('Claude Code')).toBeNull();
  });

  it('does not say what a file was before it was changed', () => {
    write('CLAUDE.md', 'Be brief.', '2026-11-12T10:00:01Z');
    expect(inUse('Claude Code')).toBeNull();
  });

  describe('of Claude Code', () => {
    const isOfNote = (name: string): boolean => {
      write(name, 'One.');
      const before = inUse('Claude Code');
      write(name, 'Another.');
      return inUse('Claude Code')?.hash !== before?.hash;
    };

    it('are those that its files import, too', () => {
      write('CLAUDE.md', 'See @docs/style.md\n\n@./tests.md and me@example.com');
      write('docs/style.md', '@more/names.md');
      expect(isOfNote('tests.md')).toBe(true);
      expect(isOfNote('docs/more/names.md')).toBe(true);
      expect(isOfNote('more/names.md')).toBe(false);
      expect(isOfNote('example.com')).toBe(false);
      expect(inUse('Claude Code')?.files).toBe('CLAUDE.md');
      write('tests.md', 'Changed.', '2026-11-12T10:00:01Z');
      expect(inUse('Claude Code')).toBeNull();
    });

    it('are none that others import, or that stand in code', () => {
      write('AGENTS.md', '@style.md');
      write('style.md', 'Be brief.');
      const before = inUse('Codex');
      write('style.md', 'Be thorough.');
      expect(inUse('Codex')).toEqual(before);
      write('CLAUDE.md', '`@style.md` ``@style.md``\n```\n@style.md\n```\n~~~~\n@style.md');
      expect(isOfNote('style.md')).toBe(false);
    });

    it('are followed for four hops, and in a ring once', () => {
      write('CLAUDE.md', '@1.md');
      for (const hop of [1, 2, 3, 4]) write(`${hop}.md`, `@${hop + 1}.md @CLAUDE.md`);
      expect(isOfNote('4.md')).toBe(true);
      write('4.md', '@5.md');
      expect(isOfNote('5.md')).toBe(false);
    });

    it('are none outside of the checkout, by whatever way', () => {
      const outside = mkdtempSync(join(tmpdir(), 'outside-'));
      const secret = join(outside, 'secret.md');
      write('CLAUDE.md', `@${secret} @../${secret.slice(tmpdir().length + 1)} @link.md @linked/secret.md`);
      symlinkSync(secret, join(folder, 'link.md'));
      symlinkSync(outside, join(folder, 'linked'));
      writeFileSync(secret, 'One.');
      const before = inUse('Claude Code');
      writeFileSync(secret, 'Another.');
      expect(before).not.toBeNull();
      expect(inUse('Claude Code')).toEqual(before);
      rmSync(outside, { recursive: true });
    });

    it('are a hundred at most', () => {
      const names = Array.from({ length: 150 }, (_, index) => `rules/${index}.md`);
      write('CLAUDE.md', names.map((name) => `@${name}`).join('\n'));
      for (const name of names) write(name, 'Be brief.');
      expect(isOfNote('rules/90.md')).toBe(true);
      expect(isOfNote('rules/120.md')).toBe(false);
    });
  });

  it('follows no link', () => {
    write('elsewhere', 'Be brief.');
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'AGENTS.md'));
    expect(inUse('Codex')).toBeNull();
  });
});
