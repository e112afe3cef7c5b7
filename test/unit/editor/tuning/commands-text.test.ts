import { describe, expect, it } from 'vitest';
import { commandsText } from '../../../../src/editor/tuning/commands-text.js';

const prepared = { folder: "/home/o'hara/shop/.agent/lora", commands: ['TRAIN', 'CREATE', 'RUN'] };

describe('commandsText', () => {
  it('shows what to type in a shell, in order', () => {
    const text = commandsText(prepared, 'linux');
    expect(text).toContain(
      "cd '/home/o'\\''hara/shop/.agent/lora'\n. .venv/bin/activate\nexport LLAMA_CPP=~/llama.cpp\nTRAIN",
    );
    expect(text).toContain('```\nCREATE\nRUN\n```');
  });

  it('shows what to type in the command prompt of Windows', () => {
    const text = commandsText({ ...prepared, folder: 'D:\\shop\\.agent\\lora' }, 'win32');
    expect(text).toContain(
      'cd /d "D:\\shop\\.agent\\lora"\n.venv\\Scripts\\activate.bat\nset "LLAMA_CPP=%USERPROFILE%\\llama.cpp"\nTRAIN',
    );
  });
});
