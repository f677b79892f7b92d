import { quotationMarks } from '../../lexical/query/quotation-marks.ts';
import { fileName } from '../../paths.ts';
import { joinedName, type NameQuery, plainName } from '../../store/search/name-sql.ts';
import { bareNumberPattern, numberedNames, numberedPattern } from './numbered-names.ts';
import { nameInPath, pathsIn } from './path-names.ts';
import { weightOf } from './preferred-phrases.ts';
import type { WordQuery } from './read-query.ts';
import { soughtNames } from './sought-names.ts';
import { versionPatterns } from './version-patterns.ts';
import { versionedName } from './versioned-names.ts';

/** A longer query is no name. */
const maxCharacters = 200;
/** What a document gets that is called what the query says, in weights of the query: it comes first. */
const bonusOfName = 20;
/** What a name that is a part of the query gets, as a share of what the whole gets. */
const shareOfPart = 0.5;
/** What a name gets that is another one with its mark: .NET and net.md. Less than a passage that has the mark. */
const shareOfUnmarked = 0.1;
/** What a number without its series gets, or the version or date in a name: more than any mention. */
const shareOfNumber = 0.8;

/**
 * A query as the name of a file, with or without its extension, of numbered documents, or of one with
 * a version or a date: ADR 12 is adr/0012-use-salt-water.md, PEP 484 is pep-0484.rst, release 1.10 is
 * release/1.10.md. "where is the Makefile" names that file, too.
 */
export function readName(query: WordQuery): NameQuery | null {
  const { text, phrases } = query;
  const written = writtenNames(text);
  if (written.length === 0 || text.trim().length > maxCharacters) return null;
  const quoted = phrases.quoted.filter((phrase) => phrases.areRequired || /\s/.test(phrase));
  // Beside a phrase, other words are no name: the passages with the phrase come first.
  const subjects = quoted.length > 0 ? [] : endsWith(written, phrases.subject);
  const parts = [...pathsIn(text), ...subjects];
  const asWritten = plainNames([...written, ...written.map(withoutHumps), ...quoted]);
  const whole = [
    ...new Set([...asWritten, ...asWritten.flatMap((name) => takenApart(name, query))]),
  ];
  const others = plainNames(parts).filter((name) => !whole.includes(name));
  const bonus = bonusOfName * weightOf(query);
  // Files with a point in front have no capital: .gitignore.
  const ofWhole = bonus * (/^\.\p{Lu}/u.test(written[0] ?? '') ? shareOfUnmarked : 1);
  const numbers = written.flatMap((name) => numberedNames(name));
  const versioned = versionedName(text);
  return {
    names: [...whole, ...others],
    bonuses: [...whole.map(() => ofWhole), ...others.map(() => bonus * shareOfPart)],
    isPath: [...written, ...parts].some((name) => name.includes('/')),
    numbered: numberedPattern(numbers),
    bareNumber: bareNumberPattern(numbers),
    versioned: versioned && versionPatterns(versioned, query),
    bonus,
    bonusOfPart: bonus * shareOfNumber,
    sought: soughtNames({ names: [...whole, ...others], numbers, versioned }, query),
  };
}

/** Whether a name is that of a file, or its path, with or without its extension. */
function isNameOf(names: readonly string[], path: string): boolean {
  const forms = [path, fileName(path)].flatMap((one) => [
    one,
    one.replace(/(?<=[^/])\.[^./]*$/, ''),
  ]);
  return [...new Set(forms)].some((one) => names.includes(joinedName(plainName(one))));
}

interface Named {
  title: string;
  path: string;
}

/** Whether a query is the title, the name or the path of a file. */
export function isNamed(query: string, { title, path }: Named): boolean {
  const written = writtenNames(query);
  const names = plainNames([...written, ...written.map(withoutHumps)]).map(joinedName);
  return isNameOf(names, title) || isNameOf(names, path);
}

/** Whether a query is what a document is called, and no more: its name, path, title or number. */
export function isCalled(
  query: string,
  { title, path, repository }: Named & { repository: string },
): boolean {
  if (isNamed(query, { title, path })) return true;
  const numbers = writtenNames(query).flatMap((name) => numberedNames(name, 'whole'));
  const numbered = numberedPattern(numbers);
  return (
    meets(`${repository}/${path}`, numbered?.path ?? null) || meets(title, numbered?.title ?? null)
  );
}

/** @param pattern for Postgres; null: there is none */
function meets(text: string, pattern: string | null): boolean {
  if (pattern === null) return false;
  const own = pattern.replaceAll('[:alpha:]', '\\p{L}').replaceAll('[:digit:]', '\\d');
  return new RegExp(own, 'iu').test(text);
}

/** Quotes around a name, and what ends a sentence. */
const edges = new RegExp(`^[\\s'‘\`${quotationMarks}]+|[\\s'’‘\`?!.${quotationMarks}]+$`, 'gu');

/** A query as it is written, and what of it is the name if a tool has printed it. */
function writtenNames(query: string): string[] {
  const written = query.normalize('NFC').replace(edges, '');
  return [...nameInPath(written), written].filter((name) => name !== '');
}

/** A name in camel case as the words that it joins. */
function withoutHumps(name: string): string {
  return name.replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ');
}

/** A plain name with a word of it as the two that it may be made of: orderqueue is order-queue.md. */
function takenApart(name: string, { phrasesForWords }: WordQuery): string[] {
  return phrasesForWords.flatMap(({ texts, takesApart }) => {
    const words = name.split(' ');
    const at = takesApart?.isKnown === false ? words.indexOf(plainName(takesApart.text)) : -1;
    return at === -1 ? [] : texts.map((text) => words.with(at, text).join(' '));
  });
}

/** What the query is about, and the same with the words before it: the component, my component. */
function endsWith(written: readonly string[], subject: string): string[] {
  const longer = written.flatMap((name) => {
    if (!name.endsWith(subject)) return [];
    const before = name
      .slice(0, name.length - subject.length)
      .split(/\s+/)
      .filter(Boolean);
    return before.slice(1).map((_, at) => `${before.slice(at + 1).join(' ')} ${subject}`);
  });
  return [subject, ...longer].flatMap((name) => writtenNames(name));
}

function plainNames(names: readonly string[]): string[] {
  return [...new Set(names.map(plainName))].filter((name) => name !== '');
}
