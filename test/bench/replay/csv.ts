/** A CSV file's rows by column name. Fields may be quoted, with commas, doubled quotes and line breaks inside. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = linesOf(text);
  return rows
    .filter((row) => row.length > 1 || row[0] !== '')
    .map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

function linesOf(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let field = '';
  let isQuoted = false;
  const endField = (): void => {
    line.push(field);
    field = '';
  };
  const endLine = (): void => {
    endField();
    lines.push(line);
    line = [];
  };
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  for (let index = 0; index < plain.length; index++) {
    const char = plain.charAt(index);
    if (isQuoted && char === '"' && plain.charAt(index + 1) === '"') {
      field += '"';
      index++;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === ',' && !isQuoted) endField();
    else if (char === '\n' && !isQuoted) endLine();
    else field += char;
  }
  if (field !== '' || line.length > 0) endLine();
  return lines;
}
