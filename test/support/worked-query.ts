import type { SearchExplanation } from '../../shared/src/search/request/search-explanation.ts';
import type { SearchResponse } from '../../shared/src/search/request/search-request.ts';

/** An explained answer as Markdown, as docs/ranking.md shows it. */
export function workedQuery(query: string, answer: SearchResponse): string {
  const { explanation } = answer;
  if (!explanation?.query || !explanation.rounds || !explanation.blend) {
    throw new Error('the answer does not explain everything');
  }
  return [
    `**The query:** \`${query}\``,
    ...readQuery(explanation.query),
    '**Candidates**',
    ...explanation.rounds.map(candidates),
    '**Scores of the hits**',
    scores(answer, explanation),
    ...bestHit(answer, explanation),
    ...folding(answer, explanation),
    evidence(answer, explanation),
  ].join('\n\n');
}

type Explained<Part extends keyof SearchExplanation> = NonNullable<SearchExplanation[Part]>;

function readQuery(query: Explained<'query'>): string[] {
  const { languages, likely_languages, stop_words, terms, passages, documents } = query;
  return [
    `The index has passages in ${list(languages)}. Most stop words of the query are of ${list(likely_languages)}: ${list(stop_words)} are left out. ${passages} passages of ${documents} documents give the other words these weights:`,
    table(
      ['word', 'token', 'passages', 'idf', 'documents', 'idf'],
      terms.map((term) => [
        term.word,
        term.token,
        `${term.passages}`,
        fixed(term.passage_weight),
        `${term.documents}`,
        fixed(term.document_weight),
      ]),
    ),
  ];
}

function candidates(round: Explained<'rounds'>[number], at: number): string {
  const clauses = round.clauses.map((clause) => `- \`${clause}\``).join('\n');
  return `Round ${at + 1} wants ${round.min_passages} passages and asks the index for\n\n${clauses}\n\nwhich ${round.passages} passages meet, and the title or path of ${round.named_documents} documents. The best ${round.kept_passages} passages go on; they are of ${round.documents} documents.`;
}

function scores({ results }: SearchResponse, { hits }: SearchExplanation): string {
  return table(
    ['hit', 'passage', 'text', 'title', 'headings', 'path', 'by words', 'cosine', 'score'],
    hits.map(({ passage, document, word_score, cosine, score }, at) => [
      results[at]?.path ?? '',
      fixed(passage.score),
      ...(['text', 'title', 'headings', 'path'] as const).map((field) =>
        fixed(document?.fields?.[field]),
      ),
      fixed(word_score),
      fixed(cosine),
      `**${fixed(score)}**`,
    ]),
  );
}

function bestHit({ results }: SearchResponse, { hits, blend }: SearchExplanation): string[] {
  const [best] = hits;
  if (!best || !blend) throw new Error('nothing was found');
  const { weight, words, meaning, shift } = blend;
  const share = fixed(weight / (1 - weight));
  const added = shift === 0 ? '' : ` + ${fixed(shift)}`;
  const products = best.passage.terms.map(
    (term) => `${term.token} ${fixed(term.weight)} · ${fixed(term.score / term.weight)}`,
  );
  return [
    `The passage of ${results[0]?.path} weighs each term by BM25; times its idf: ${products.join(' + ')} = ${fixed(best.passage.score)}.`,
    `The candidates score ${fixed(words.mean)} ± ${fixed(words.deviation)} by words and ${fixed(meaning.mean)} ± ${fixed(meaning.deviation)} in meaning, whose weight is ${weight}: ${fixed(best.word_score)} + ${share} · ${fixed(words.deviation)} · (${fixed(best.cosine)} − ${fixed(meaning.mean)}) / ${fixed(meaning.deviation)}${added} = ${fixed(best.score)}.`,
  ];
}

function folding({ results }: SearchResponse, { hits }: SearchExplanation): string[] {
  return hits.flatMap(({ passage, folded }, at) =>
    folded.map(
      (duplicate) =>
        `**Folding:** ${duplicate.path} (passage ${fixed(duplicate.passage_score)}) is ${duplicate.identical ? 'the same as' : 'nearly the same as'} ${results[at]?.path} (${fixed(passage.score)}), which names it in \`also_in\`.`,
    ),
  );
}

function evidence(
  answer: SearchResponse,
  { evidence: { coverage, strong, weak, least_score }, hits }: SearchExplanation,
): string {
  const first = hits.slice(0, 3).map((hit) => fixed(hit.coverage));
  return `**Evidence:** the first three hits cover ${list(first)} of the query's words, each by the square root of its idf. The highest, ${fixed(coverage)}, is \`${answer.evidence}\` (weak from ${weak}; strong with all words close together, or from ${strong} where passage and document score ${fixed(least_score)}).`;
}

function fixed(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3);
}

function list(items: readonly string[]): string {
  return items.join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
