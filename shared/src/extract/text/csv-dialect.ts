/** How the values of a text are separated, and where its table begins. */
export interface CsvDialect {
  delimiter: string;
  /** Characters of the text before the table's first record: Excel's `sep=;` and its line end. */
  start: number;
  /** Spaces stand before a value's quotes. */
  hasSpaces: boolean;
}

const stated = /^\uFEFF?"?sep=([,;|\t])"?[^\S\n]*\r?\n/i;
const delimiters = [',', ';', '\t', '|'];
/** Lines looked at, and of those the ones that a preamble may have. */
const sampleLines = 60;
const preambleLines = 30;

/** Null for prose. */
export function csvDialect(text: string): CsvDialect | null {
  const head = text.slice(0, 20_000);
  const [line = '', said] = stated.exec(head) ?? [];
  const delimiter = said ?? delimiterOf(head);
  if (delimiter === null) return null;
  const hasSpaces = delimiter !== '\t' && head.includes(`${delimiter} "`);
  return { delimiter, start: line.length, hasSpaces };
}

/** The mark that splits most of the first lines as it splits the header. */
function delimiterOf(head: string): string | null {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines);
  let best: string | null = null;
  let bestScore = 0.5;
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    const score = Math.max(scoreFromTop(counts.slice(0, 10)), scoreBelowPreamble(counts));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function scoreFromTop(counts: readonly number[]): number {
  const header = counts[0] ?? 0;
  return header === 0 ? 0 : shareOf(counts, header) + header / 1e4;
}

/** Above the table of an export may stand who made it, when, and for what. */
function scoreBelowPreamble(counts: readonly number[]): number {
  const usual = mostCommon(counts);
  const first = counts.indexOf(usual);
  const below = counts.slice(first);
  if (usual === 0 || first > preambleLines || below.length < 3) return 0;
  const share = shareOf(below, usual);
  return share < 0.9 ? 0 : share + usual / 1e4;
}

function shareOf(counts: readonly number[], sought: number): number {
  return counts.filter((count) => count === sought).length / counts.length;
}

/** Of equally common numbers the greatest: a table has more columns than what stands above it. */
function mostCommon(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  let [most, count] = [0, 0];
  for (const [number, found] of times)
    if (found > count || (found === count && number > most)) [most, count] = [number, found];
  return most;
}

/** The index of the record that names the columns: those before it are a title or a preamble. */
export function headerIndex(records: readonly (readonly string[])[]): number {
  const sample = records.slice(0, sampleLines);
  const width = mostCommon(sample.map(({ length }) => length));
  const at = sample.findIndex((cells, index) => {
    return cells.length === width && !isTitle(cells, sample[index + 1]);
  });
  return width < 2 || at === -1 || at > preambleLines ? 0 : at;
}

/** A sheet's title, alone on its row; the names of the columns below it have no gaps. */
function isTitle(cells: readonly string[], below: readonly string[] | undefined): boolean {
  const [first = '', ...others] = cells.map((cell) => cell.trim());
  const isAlone = first !== '' && others.every((cell) => cell === '');
  if (!isAlone || below?.length !== cells.length || below.some((cell) => cell.trim() === ''))
    return false;
  return (
    (cells.length > 2 || first.includes(' ')) && !below.some((cell) => /^[\d.,-]+$/.test(cell))
  );
}
