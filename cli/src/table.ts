/** Rows as a table of Markdown, with aligned columns. */
export function table(names: readonly string[], rows: readonly object[]): string {
  const cells = [
    names.map((name) => name.replaceAll('_', ' ')),
    ...rows.map((row) => names.map((name) => cell(Object(row)[name]))),
  ];
  const widths = names.map((_, at) => Math.max(3, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells.map(line);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

function cell(value: unknown): string {
  const text = String(value ?? '');
  const time = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}/.exec(text);
  const shown = time ? `${time[1]} ${time[2]}` : text;
  return shown.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}
