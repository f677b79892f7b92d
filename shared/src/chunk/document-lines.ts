/**
 * A document's lines as git and GitHub count them: ended by \n, with or without \r before it.
 * A byte order mark is no content. A lone \r inside a line does not end it.
 */
export function documentLines(text: string): string[] {
  const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line?.endsWith('\r')) lines[i] = line.slice(0, -1);
  }
  return lines;
}
