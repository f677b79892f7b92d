/** Characters that the cells of a header too long are cut to, from the best to the last. */
const widths = [40, 24, 16, 10, 6];
/** Those of which a header may take more room. */
const narrow = 10;
const htmlCell = /(?<=>)[^<]+/g;
/** What may part the cells of a line. */
const separators = ['|', '&', '\t', ';', ','];

/**
 * The header of a table with shorter cells, so that all of them are named; empty when they are too
 * many. HTML first loses what its tags set.
 * @param usual characters that it should have, and `longest` those that it may have
 */
export function shortenHeader(header: string, usual: number, longest: number): string {
  const isHtml = /<t[hrd]\b/i.test(header);
  const bare = isHtml ? withoutAttributes(header) : header;
  if (bare.length <= usual) return bare;
  const cell = isHtml ? htmlCell : cellsBetween(separatorOf(bare));
  for (const width of widths) {
    const shorter = bare.replace(cell, (text) => shorten(text, width));
    if (shorter.length <= (width > narrow ? usual : longest)) return shorter;
  }
  return '';
}

function withoutAttributes(html: string): string {
  return html.replace(/<(\w+)\s[^<>]*>/g, '<$1>').replace(/>\s+(?=<)/g, '>');
}

function separatorOf(header: string): string {
  const counts = separators.map((mark) => header.split(mark).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? '\n' : (separators[counts.indexOf(most)] ?? '\n');
}

function cellsBetween(separator: string): RegExp {
  return new RegExp(`[^${separator}\\n]+`, 'g');
}

function shorten(cell: string, width: number): string {
  const text = cell.trim();
  if (text.length <= width) return cell;
  const [before = ''] = /^\s?/.exec(cell) ?? [];
  const after = /\s$/.test(cell) ? ' ' : '';
  return `${before}${text.slice(0, width - 1).trimEnd()}…${after}`.toWellFormed();
}
