import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOfCommits } from '../../../src/adapters/commit-trailers.js';
import { reportedRuns } from '../../../src/adapters/reported-run.js';

interface Commit {
  readonly hash: string;
  readonly author?: string;
  readonly committer?: string;
  readonly trailers?: string;
  readonly files?: readonly string[];
}

function log(...commits: Commit[]): string {
  return commits
    .map(({ hash, author = 'Sam', committer = author, trailers = '', files = ['a.ts'] }) =>
      [
        '\x1e' + hash,
        author,
        committer,
        '2026-11-23T18:00:00+02:00',
        'Fix it',
        trailers,
        `\0\n${files.join('\0')}\0`,
      ].join('\x1f'),
    )
    .join('');
}

const agents = (trailers: string): (string | null)[] =>
  reportedRuns(eventsOfCommits(log({ hash: '1', trailers }), '/app')).flatMap(({ agent, model }) => [
    agent,
    model,
  ]);

describe('commits that name an agent', () => {
  it('are runs with their edits', () => {
    const trailers = 'Co-authored-by: aider (gpt-5) <noreply@aider.chat>\nSigned-off-by: Sam <s@example.com>';
    expect(
      reportedRuns(eventsOfCommits(log({ hash: 'f00', trailers, files: ['ä b.ts', 'c/d.ts'] }), '/app')),
    ).toMatchObject([
      {
        key: 'Aider/f00/f00',
        agent: 'Aider',
        model: 'gpt-5',
        source: 'trailer',
        prompt: 'Fix it',
        paths: ['/app/ä b.ts', '/app/c/d.ts'],
        startedAt: '2026-11-23T16:00:00.000Z',
        endedAt: '2026-11-23T16:00:00.000Z',
        tokensOut: null,
      },
    ]);
  });

  it.each([
    [
      'Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>',
      ['Claude Code', 'claude-opus-4-6'],
    ],
    ['Co-Authored-By: Claude Sonnet 5 <noreply@anthropic.com>', ['Claude Code', 'claude-sonnet-5']],
    ['Co-Authored-By: Claude <noreply@anthropic.com>', ['Claude Code', null]],
    ['Co-authored-by: Codex <noreply@openai.com>', ['Codex', null]],
    ['Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', ['Copilot', null]],
    ['Co-authored-by: Copilot <copilot@github.com>', ['Copilot', null]],
    ['Co-authored-by: Cursor <cursoragent@cursor.com>', ['Cursor', null]],
    ['Co-authored-by: aider (openai/gpt-5) <noreply@aider.dev>', ['Aider', 'openai/gpt-5']],
    [
      'Co-authored-by: aider (anthropic/claude-sonnet-4) <aider@aider.chat>',
      ['Aider', 'anthropic/claude-sonnet-4'],
    ],
    ['Co-authored-by: Claude Monet <claude@example.com>', []],
    ['Reviewed-by: Claude <noreply@anthropic.com>', []],
  ])('are known by %s', (trailer, expected) => {
    expect(agents(trailer)).toEqual(expected);
  });

  it('are known by the name after the author', () => {
    const commits = log(
      { hash: '1', author: 'Sam (aider)' },
      { hash: '2', committer: 'Sam (aider)' },
      { hash: '3' },
    );
    expect(reportedRuns(eventsOfCommits(commits, '/app')).map(({ agent }) => agent)).toEqual([
      'Aider',
      'Aider',
    ]);
  });

  it('never make it throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('\x1e', '\x1f', '\0', '\n', 'a', 'Co-authored-by: ') }),
        (text) => {
          expect(() => eventsOfCommits(text, '/app')).not.toThrow();
        },
      ),
    );
  });
});
