/**
 * Characters that a person does not see: control characters, zero-width ones, changes of direction, tags, private ones. They carry no
 * documentation and can hide a text that only a model reads.
 */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ue000-\uf8ff]|[\u{e0000}-\u{e0fff}]/gu;

export function visibleText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(invisible, '');
}
