import { describe, expect, it } from 'vitest';
import { eventsOfHookInput } from '../../../../src/adapters/claude-code/hook-input.js';

const at = '2026-11-23T16:14:16.000Z';
const common = {
  session_id: 's1',
  transcript_path: '/home/sam/.claude/projects/p/s1.jsonl',
  cwd: '/work/app',
};
const reported = { agent: 'Claude Code', session: 's1', at, source: 'hook' };

describe('a hook of Claude Code', () => {
  it('tells of the session, the prompt, the edited file and the end', () => {
    const inputs = [
      { ...common, hook_event_name: 'SessionStart', source: 'startup', model: 'claude-sonnet-4-5' },
      { ...common, hook_event_name: 'UserPromptSubmit', prompt_id: 'p1', prompt: 'Add a greeting' },
      {
        ...common,
        hook_event_name: 'PostToolUse',
        tool_name: 'Write',
        tool_input: { file_path: '/work/app/a.ts' },
      },
      {
        ...common,
        hook_event_name: 'PostToolUse',
        tool_name: 'NotebookEdit',
        tool_input: { notebook_path: '/n' },
      },
      { ...common, hook_event_name: 'Stop', stop_hook_active: false },
      { ...common, hook_event_name: 'SessionEnd', reason: 'other' },
    ];
    expect(inputs.map((input) => eventsOfHookInput(input, at)).flat()).toEqual([
      { ...reported, kind: 'session-started', model: 'claude-sonnet-4-5' },
      { ...reported, kind: 'prompt', text: 'Add a greeting', id: 'p1' },
      { ...reported, kind: 'edit', paths: ['/work/app/a.ts'] },
      { ...reported, kind: 'edit', paths: ['/n'] },
      { ...reported, kind: 'stopped' },
      { ...reported, kind: 'session-ended' },
    ]);
  });

  it('tells nothing where nothing was edited, and of hooks that are not ours', () => {
    const read = {
      ...common,
      hook_event_name: 'PostToolUse',
      tool_name: 'Read',
      tool_input: { file_path: '/a' },
    };
    expect(eventsOfHookInput(read, at)).toEqual([]);
    expect(eventsOfHookInput({ ...common, hook_event_name: 'PreCompact' }, at)).toEqual([]);
  });

  it.each([null, 3, 'text', [], {}, { session_id: 's1' }, { hook_event_name: 'Stop', session_id: 7 }])(
    'is unknown, with what to do, when it says %j',
    (input) => {
      expect(eventsOfHookInput(input, at)).toMatchObject({
        kind: 'unknown',
        message: expect.stringContaining('Update Learning Loop') as unknown,
      });
    },
  );
});
