import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOfHookInput } from '../../../src/adapters/claude-code/hook-input.js';
import { eventsOfTranscript } from '../../../src/adapters/claude-code/transcript.js';
import { eventsOfClineHook } from '../../../src/adapters/cline/hook-input.js';
import { eventsOfCodexHook } from '../../../src/adapters/codex/hook-input.js';
import { eventsOfRollout } from '../../../src/adapters/codex/rollout.js';
import { eventsOfTelemetry } from '../../../src/adapters/copilot/telemetry.js';
import { eventsOfCursorHook } from '../../../src/adapters/cursor/hook-input.js';
import { reportedRuns } from '../../../src/adapters/reported-run.js';
import { isUnknown } from '../../../src/adapters/unknown.js';
import { eventsOfLines, known, recorded } from './recorded.js';

const here = { root: '/home/sam/project', isAtCommit: (commit: string) => commit === 'c0ffee' };
const at = '2026-11-23T16:00:00.000Z';

describe('Claude Code', () => {
  it('tells two runs by its hooks', () => {
    const events = eventsOfLines(recorded('claude-code/hooks.jsonl'), eventsOfHookInput);
    expect(reportedRuns(events)).toMatchObject([
      {
        agent: 'Claude Code',
        prompt: 'Add a greeting',
        paths: ['/home/sam/project/src/greet.ts', '/home/sam/project/test/greet.test.ts'],
        tokensOut: null,
      },
      { prompt: 'Make it louder', paths: ['/home/sam/project/src/loud.ts'] },
    ]);
    expect(reportedRuns(events).every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  it('tells the same runs by its transcripts, with models and tokens, those of its helpers too', () => {
    const own = known(eventsOfTranscript(recorded('claude-code/transcript.jsonl')));
    const helper = known(eventsOfTranscript(recorded('claude-code/subagent.jsonl')));
    const runs = reportedRuns([...own, ...helper]);
    // Each answer reads 120 + 1000 + 3000 tokens and writes 50 and its number; the third and the fourth are the helper's.
    expect(runs).toMatchObject([
      {
        prompt: 'Add a greeting',
        model: 'claude-sonnet-4-5',
        paths: ['/home/sam/project/src/greet.ts', '/home/sam/project/test/greet.test.ts'],
        tokensIn: 5 * 4120,
        tokensOut: 51 + 52 + 53 + 54 + 55,
        costUsd: null,
      },
      { prompt: 'Make it louder', model: 'claude-opus-4-8', tokensIn: 2 * 4120, tokensOut: 56 + 57 },
    ]);
    expect(reportedRuns(own)[0]).toMatchObject({ tokensOut: 51 + 52 + 55 });
    const byHooks = reportedRuns(eventsOfLines(recorded('claude-code/hooks.jsonl'), eventsOfHookInput));
    expect(runs.map(({ key }) => key)).toEqual(byHooks.map(({ key }) => key));
  });
});

it('takes no note of Claude Code itself for a prompt', () => {
  const entry = (content: unknown): string =>
    JSON.stringify({ type: 'user', sessionId: 's', timestamp: at, message: { role: 'user', content } });
  const notes = [
    '<local-command-stdout>Set model</local-command-stdout>',
    [{ type: 'text', text: '[Request interrupted by user]' }],
    [{ type: 'tool_result', content: 'done' }],
  ];
  expect(eventsOfTranscript(notes.map(entry).join('\n'))).toEqual([]);
  expect(eventsOfTranscript(entry([{ type: 'text', text: 'Do it' }]))).toMatchObject([{ text: 'Do it' }]);
});

describe('Codex', () => {
  it('tells two runs by its hooks and its rollout', () => {
    const hooks = reportedRuns(eventsOfLines(recorded('codex/hooks.jsonl'), eventsOfCodexHook));
    expect(hooks).toMatchObject([
      { agent: 'Codex', prompt: 'Add a greeting', model: 'gpt-5-codex' },
      { prompt: 'Make it louder', model: 'gpt-5' },
    ]);
    const runs = reportedRuns(known(eventsOfRollout(recorded('codex/rollout.jsonl'))));
    expect(runs).toMatchObject([
      {
        prompt: 'Add a greeting',
        model: 'gpt-5-codex',
        paths: ['/home/sam/project/src/greet.ts', '/home/sam/project/test/greet.test.ts'],
        tokensIn: 3600,
        tokensOut: 186,
      },
      {
        prompt: 'Make it louder',
        model: 'gpt-5',
        paths: ['/home/sam/project/src/loud.ts'],
        tokensIn: 2400,
        tokensOut: 129,
      },
    ]);
    expect(runs.map(({ key }) => key)).toEqual(hooks.map(({ key }) => key));
    expect(runs.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  it('tells tokens by their sums where it writes no record for each answer', () => {
    const older = recorded('codex/rollout.jsonl')
      .split('\n')
      .filter((line) => !line.includes('"token_usage_record"'))
      .join('\n');
    expect(reportedRuns(known(eventsOfRollout(older)))[0]).toMatchObject({ tokensIn: 3600, tokensOut: 186 });
  });

  it('tells the files of a patch that its hook is called for', () => {
    const call = {
      session_id: 's',
      turn_id: 't',
      cwd: '/home/sam/project',
      hook_event_name: 'PostToolUse',
      tool_name: 'apply_patch',
      tool_input: {
        command:
          '*** Begin Patch\n*** Update File: src/a.ts\n*** Move to: src/b.ts\n@@\n-a\n+b\n*** Delete File: /home/sam/project/c.ts\n*** End Patch',
      },
    };
    expect(eventsOfCodexHook(call, at)).toMatchObject([
      {
        kind: 'edit',
        paths: ['/home/sam/project/src/a.ts', '/home/sam/project/src/b.ts', '/home/sam/project/c.ts'],
      },
    ]);
  });
});

describe('Copilot', () => {
  it('tells model, tokens and what was kept here by its telemetry, and nothing of other checkouts', () => {
    const { events, unreadable } = eventsOfTelemetry(recorded('copilot/telemetry.jsonl'), here);
    expect(unreadable).toBe(0);
    expect(reportedRuns(events)).toMatchObject([
      {
        agent: 'Copilot',
        session: 'window-1',
        model: 'gpt-5.4-2026-03-05',
        prompt: null,
        tokensIn: 24500,
        tokensOut: 400,
        kept: 1,
        rejected: 1,
      },
    ]);
    expect(events.filter(({ kind }) => kind === 'survived')).toMatchObject([
      { path: '/home/sam/project/src/greet.ts', share: 0.75, afterMs: 5000 },
    ]);
    expect(events.filter(({ session }) => session === 'window-2')).toEqual([]);
  });

  it('counts a line that is being written as unreadable', () => {
    const text = recorded('copilot/telemetry.jsonl');
    expect(eventsOfTelemetry(text.slice(0, -20), here).unreadable).toBe(1);
  });
});

describe('Cursor', () => {
  it('tells a run with its model by its hooks', () => {
    expect(reportedRuns(eventsOfLines(recorded('cursor/hooks.jsonl'), eventsOfCursorHook))).toMatchObject([
      {
        agent: 'Cursor',
        prompt: 'Add a greeting',
        model: 'claude-4.5-sonnet',
        paths: ['/home/sam/project/src/greet.ts'],
        endedAt: '2026-11-23T16:00:02.000Z',
      },
    ]);
  });
});

describe('Cline', () => {
  it('tells a run by its hooks, in the forms of several versions', () => {
    expect(reportedRuns(eventsOfLines(recorded('cline/hooks.jsonl'), eventsOfClineHook))).toMatchObject([
      {
        agent: 'Cline',
        prompt: 'Add a greeting',
        model: null,
        paths: ['/home/sam/project/src/greet.ts', '/home/sam/project/test/greet.test.ts'],
        endedAt: '2026-11-23T16:00:06.000Z',
      },
    ]);
  });
});

describe('what an agent tells in a form that we do not know', () => {
  it('is unknown, with a message', () => {
    for (const told of [
      eventsOfHookInput({ version: 9 }, at),
      eventsOfCodexHook({ version: 9 }, at),
      eventsOfCursorHook({ version: 9 }, at),
      eventsOfClineHook({ version: 9 }, at),
      eventsOfTranscript('{"version":9}\n'),
      eventsOfRollout('{"version":9}\n'),
    ]) {
      expect(isUnknown(told) && told.message).toContain('Update Learning Loop.');
    }
  });

  it('costs only what is not there when a file is cut anywhere', () => {
    const transcript = recorded('claude-code/transcript.jsonl');
    const rollout = recorded('codex/rollout.jsonl');
    const whole = known(eventsOfTranscript(transcript)).length;
    fc.assert(
      fc.property(fc.nat(transcript.length), fc.nat(rollout.length), (a, b) => {
        expect(known(eventsOfTranscript(transcript.slice(0, a))).length).toBeLessThanOrEqual(whole);
        expect(isUnknown(eventsOfRollout(rollout.slice(0, b), 's'))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('never throws, whatever is changed in it', () => {
    const readers: readonly [string, (text: string) => unknown][] = [
      ['claude-code/transcript.jsonl', eventsOfTranscript],
      ['codex/rollout.jsonl', eventsOfRollout],
      ['copilot/telemetry.jsonl', (text) => eventsOfTelemetry(text, here)],
      ...(
        [
          ['claude-code/hooks.jsonl', eventsOfHookInput],
          ['codex/hooks.jsonl', eventsOfCodexHook],
          ['cursor/hooks.jsonl', eventsOfCursorHook],
          ['cline/hooks.jsonl', eventsOfClineHook],
        ] as const
      ).map(([file, read]): [string, (text: string) => unknown] => [
        file,
        (text) => text.split('\n').map((line) => read(parsed(line), at)),
      ]),
    ];
    for (const [file, read] of readers) {
      const text = recorded(file);
      const values = text.match(/(?<=":)(?:"[^"]*"|\d+|\{|\[)/g) ?? [];
      fc.assert(
        fc.property(fc.nat(values.length - 1), fc.jsonValue({ maxDepth: 1 }), (index, value) => {
          let seen = 0;
          const changed = text.replace(/(?<=":)(?:"[^"]*"|\d+)/g, (old) =>
            seen++ === index ? JSON.stringify(value) : old,
          );
          expect(() => read(changed)).not.toThrow();
        }),
        { numRuns: 20 },
      );
    }
  });
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
