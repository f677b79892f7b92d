import { fold } from '../words/fold.ts';

/**
 * Words that only ask, or point, at the beginning of a query, by language (ISO 639-1): interrogatives,
 * articles, possessives and forms of "to be".
 */
const asking: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    en: 'what which who whom whose where when why how is are was were the a an my our your their his her its this that these those there s re ll',
    fr: 'que quoi quel quelle quels quelles qui où quand comment pourquoi combien est sont était qu ce c y le la les l un une des du d mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs cet cette ces',
    de: 'was wer wen wem wo wann warum wie welche welcher welches ist sind waren der die das den dem des ein eine einen einem einer mein meine unser unsere euer eure ihr ihre',
    es: 'qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuánta es son está están era el la los las un una unos unas lo mi mis su sus nuestro nuestra nuestros nuestras',
    it: 'che cosa chi quale quali quando dove come quanto perché è sono era il lo la i gli le l un uno una mio mia suo sua nostro nostra',
    pt: 'que quem qual quais quando onde como quanto é são está era o a os as um uma meu minha seu sua nosso nossa',
    nl: 'wat wie waar wanneer waarom hoe welke welk is zijn was waren de het een mijn ons onze',
    sv: 'vad vem var när varför hur vilken vilket vilka är den det de en ett min mitt mina vår vårt våra',
    da: 'hvad hvem hvor hvornår hvorfor hvordan hvilken hvilket hvilke er den det de en et min mit mine vores',
    no: 'hva hvem hvor når hvorfor hvordan hvilken hvilket hvilke er den det de en et ei min mitt mine vår vårt våre',
    ru: 'что кто где когда почему как какой какая какое какие это наш наша наше наши',
  }).map(([language, words]) => [language, folded(words)]),
);
/** The same where another word that asks stands beside them: "can I", but not the CAN bus. */
const helping = folded(
  'can could should would will may must do does did have has i we you they he she peut peux puis doit dois je tu il ils elle elles on nous vous t kann muss ich wir man puedo puede kan mag moet ik vi jeg jag',
);
const leading = /^[\s"'“”«»¿¡(-]*([\p{L}\p{M}]+)(?=([-'’]?)(\s*[\p{L}\p{M}]*))/u;

/**
 * What a query is about: without the words at its beginning that only ask. "where is our office" is
 * about "office", "who is on call" about "on call", "what is it for" about "it". As it is, if nothing
 * else would be left.
 * @param languages the query's likely ones
 */
export function subjectOf(query: string, languages: readonly string[]): string {
  const sets = languages.flatMap((language) => asking.get(language) ?? []);
  const asks = (word: string) => sets.some((words) => words.has(fold(word)));
  let rest = query;
  let isAsking = false;
  for (let found = leading.exec(rest); found !== null; found = leading.exec(rest)) {
    const [start, word = '', join = '', after = ''] = found;
    const next = after.trim();
    const isBeside = isAsking || asks(next) || helping.has(fold(next));
    const goes = asks(word) || (helping.has(fold(word)) && isBeside);
    // A hyphen makes one name of them: C-suite.
    if (!goes || (join === '-' && !asks(next) && !helping.has(fold(next)))) break;
    isAsking = true;
    rest = rest.slice(start.length + join.length);
  }
  const subject = rest
    .replace(/^[^\p{L}\p{N}@#.+-]+/u, '')
    .replace(isAsking ? /\s(?:for|about|like|from|of)$/i : '', '');
  return /[\p{L}\p{N}]/u.test(subject) ? subject : query;
}

function folded(words: string): Set<string> {
  return new Set(words.split(' ').map((word) => fold(word)));
}
