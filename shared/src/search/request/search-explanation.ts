import * as z from 'zod';

const spread = z.object({ mean: z.number(), deviation: z.number() });

const explainedTerm = z.object({
  token: z.string().describe('A stem of the word, as it is indexed.'),
  word: z.string().describe('The word of the query.'),
  near_spelling: z
    .boolean()
    .describe('Whether the word is not in the index, and this is a near spelling of it.'),
  synonym: z.boolean().describe('Whether it is a synonym of the word, of .docpilot/synonyms.yaml.'),
  passages: z.int().describe('How many passages hold the term.'),
  documents: z.int().describe('How many documents hold the term.'),
  passage_weight: z
    .number()
    .describe('The term’s idf among passages, times how often the query says the word.'),
  document_weight: z.number().describe('The same among documents.'),
});

const explainedQuery = z.object({
  languages: z
    .array(z.string())
    .describe('Languages of the index (ISO 639-1); each word is stemmed in all of them.'),
  likely_languages: z
    .array(z.string())
    .describe('Those with the most stop words in the query, which are left out.'),
  stop_words: z.array(z.string()).describe('Words of the query that are not searched for.'),
  phrases: z.array(z.string()).describe('What the query has in quotes.'),
  synonym_phrases: z
    .array(z.string())
    .describe('Synonyms of several words, which are looked for as phrases.'),
  passages: z.int().describe('How many passages are indexed: N of the idf.'),
  documents: z.int().describe('How many documents are indexed.'),
  terms: z.array(explainedTerm),
});

const candidateRound = z.object({
  min_passages: z
    .number()
    .nullable()
    .describe(
      'How many passages the clauses are meant to find; null: a filter leaves few documents, and all of their passages are candidates.',
    ),
  clauses: z
    .array(z.string())
    .describe(
      'A passage that meets any of these is a candidate: a term, from a BM25 weight on, or two together.',
    ),
  passages: z.int().describe('Passages that were scored.'),
  kept_passages: z.int().describe('The best of these, whose documents were scored as well.'),
  named_documents: z.int().describe('Documents whose title or path meets a clause.'),
  documents: z.int().describe('Documents that were ranked.'),
});

const explainedHit = z.object({
  id: z.string().describe('Of the result.'),
  score: z
    .number()
    .describe(
      'The score it is ranked by; with several queries the highest that one of them gives it, or what is needed to be heard beside longer queries.',
    ),
  query: z
    .int()
    .optional()
    .describe(
      'Of several queries, the number of the one that ranks it highest, from 1: the fields below are of that one.',
    ),
  places: z
    .array(z.int().nullable())
    .optional()
    .describe('Of several queries, its place in the ranking of each, from 1; null: not found.'),
  word_score: z
    .number()
    .nullable()
    .describe('Passage plus document plus adjustment; null: found by meaning alone.'),
  passage: z
    .object({
      score: z.number(),
      terms: z
        .array(z.object({ token: z.string(), weight: z.number(), score: z.number() }))
        .describe('The term’s BM25 weight in the passage, and that times its weight in the query.'),
    })
    .describe('The inner product of query and passage.'),
  document: z
    .object({
      score: z.number(),
      fields: z
        .object({
          text: z.number(),
          title: z.number(),
          headings: z.number(),
          path: z.number(),
        })
        .nullable()
        .describe('What each field adds; null: the document is too long for that.'),
    })
    .nullable()
    .describe('The inner product of query and document; null: found by meaning alone.'),
  adjustment: z
    .number()
    .describe(
      'What the hit gets for a phrase or its document’s name; below 0 for a test of code or a thread.',
    ),
  cosine: z
    .number()
    .nullable()
    .describe(
      'Of the query and the document’s nearest passage, by the embedder’s model; without an embedder, by the model of the index’s own words. Null: not compared.',
    ),
  coverage: z
    .number()
    .nullable()
    .describe(
      'Share of the query’s words that passage, headings, title and path hold, each by the square root of its idf.',
    ),
  folded: z
    .array(
      z.object({
        document_id: z.string(),
        path: z.string(),
        passage_score: z.number(),
        identical: z.boolean().describe('Whether the passages are the same, not only nearly so.'),
      }),
    )
    .describe('Lower hits with the same passage, or nearly the same.'),
});

const explainedRanking = {
  query: explainedQuery.nullable(),
  rounds: z
    .array(candidateRound)
    .nullable()
    .describe(
      'How candidates were found by words; each round takes more of them than the previous one.',
    ),
  blend: z
    .object({
      weight: z.number().describe('Of meaning.'),
      words: spread.describe('Of the candidates’ scores by words.'),
      meaning: spread.describe('Of the candidates’ cosines.'),
      shift: z.number().describe('Added to every score, so that the lowest is above 0.'),
    })
    .nullable()
    .describe(
      'score = word_score + weight / (1 − weight) · words.deviation · (cosine − meaning.mean) / meaning.deviation + shift. Null: ranked by words alone.',
    ),
  evidence: z
    .object({
      coverage: z.number().nullable(),
      strong: z.number(),
      weak: z.number(),
      least_score: z.number().nullable(),
    })
    .describe(
      'The highest coverage of the best three hits, and from which it is weak evidence. It is strong if one of them has all words close together, or covers strong of them and its passage and document score least_score. Both are null on later pages.',
    ),
};

/** How an answer came about; docs/ranking.md explains each number. */
export const searchExplanation = z
  .object({
    ...explainedRanking,
    folding: z
      .object({
        min_similarity: z.number(),
        max_score_difference: z.number(),
        min_terms: z.int(),
      })
      .describe('When two passages count as nearly the same.'),
    hits: z.array(explainedHit).describe('One for each result.'),
    more_queries: z
      .array(z.object(explainedRanking))
      .optional()
      .describe('The same for each query after the first.'),
  })
  .describe(
    'With explain: how the query was read and how results got their scores. query, rounds and coverage are null while the index’s statistics still count a repository or folder that was removed from the settings.',
  );

export type SearchExplanation = z.output<typeof searchExplanation>;
