/** What a model or a repository says must not steer the terminal; line ends and tabs may stay. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
}
