const day = /^((?:19|20)\d\d)-(\d\d)-(\d\d)$/;
const dayFirst =
  /(?<![\p{L}\p{N}])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:de\s)?(\p{L}{3,12})\.?,?\s(?:de\s)?((?:19|20)\d\d)(?!\d)/gu;
const monthFirst =
  /(?<!\p{L})(\p{L}{3,12})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)(?!\d)/gu;

/** Those of English, in which the month may come first, then those of other languages (ISO 639-1). */
function localesOf(languages: readonly string[]): string[] {
  return ['en-US', 'en-GB', ...languages.filter((code) => code !== 'en' && code.length === 2)];
}

/** A day (ISO 8601) as the languages write it in words: March 5, 2027 and 5 March 2027; none if it is no day. */
export function dayInWords(iso: string, languages: readonly string[]): string[] {
  const [, year, month, date] = day.exec(iso) ?? [];
  if (year === undefined) return [];
  const time = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const texts = localesOf(languages).flatMap((locale) =>
    (['long', 'short'] as const).map((style) => formatOf(locale, style).format(time)),
  );
  return [...new Set(texts)];
}

/** The days that a text has in words, with what it has. */
export function daysFromWords(text: string, languages: readonly string[]) {
  const found = [
    ...[...text.matchAll(dayFirst)].map(([said, date, month, year]) => ({
      said,
      date,
      month,
      year,
    })),
    ...[...text.matchAll(monthFirst)].map(([said, month, date, year]) => ({
      said,
      date,
      month,
      year,
    })),
  ];
  return found.flatMap(({ said, date = '', month = '', year = '' }) => {
    const number = monthNumber(month, languages);
    return number === null
      ? []
      : [{ said, iso: `${year}-${`${number}`.padStart(2, '0')}-${date.padStart(2, '0')}` }];
  });
}

function monthNumber(name: string, languages: readonly string[]): number | null {
  const sought = plain(name);
  for (const locale of localesOf(languages))
    for (let month = 0; month < 12; month++) {
      const names = (['long', 'short'] as const).map((style) => monthIn(locale, style, month));
      if (names.includes(sought)) return month + 1;
    }
  return null;
}

function monthIn(locale: string, style: 'long' | 'short', month: number): string {
  const parts = formatOf(locale, style).formatToParts(Date.UTC(2027, month, 5));
  return plain(parts.find(({ type }) => type === 'month')?.value ?? '');
}

function plain(name: string): string {
  return name.replace(/\.$/, '').toLowerCase();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, month: 'long' | 'short'): Intl.DateTimeFormat {
  const key = `${locale} ${month}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month,
    day: 'numeric',
    timeZone: 'UTC',
  });
  formats.set(key, format);
  return format;
}
