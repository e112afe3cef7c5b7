import { describe, expect, it } from 'vitest';
import { agentInEditor, asksItself } from '../../../../src/editor/review/service/agents-in-editor.js';

describe('who edits documents', () => {
  it('is the one agent that is active', () => {
    expect(agentInEditor(['ms-python.python', 'GitHub.copilot-chat'])).toBe('GitHub Copilot');
    expect(agentInEditor(['saoudrizwan.claude-dev'])).toBe('Cline');
  });

  it('is not known where none is, or several are', () => {
    expect(agentInEditor(['ms-python.python'])).toBeNull();
    expect(agentInEditor(['github.copilot-chat', 'saoudrizwan.claude-dev'])).toBeNull();
  });
});

describe('an agent that asks itself', () => {
  it.each(['GitHub Copilot', 'copilot', 'Copilot Chat'])('is %s', (agent) => {
    expect(asksItself(agent)).toBe(true);
  });

  it.each([null, 'Copilot CLI', 'Cline', 'my copilot'])('is not %s', (agent) => {
    expect(asksItself(agent)).toBe(false);
  });
});
