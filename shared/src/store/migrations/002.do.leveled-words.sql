-- What ranks passages by their words, as narrow as can be: a search reads a thousand of these rows,
-- each on a page of its own, and the page is what takes the time.
create table passage_weights (
  passage_id bigint primary key references passages on delete cascade,
  -- BM25's document side (see lexical/weights/passage-vector.ts).
  lexical sparsevec not null,
  -- How many terms it has, and the first of them, ascending: what near duplicates are told by.
  term_count int not null,
  sketch int[] not null
);
insert into passage_weights
select passage_id, lexical, cardinality(terms), terms[1:24] from passage_terms;
drop table passage_terms;

-- A passage's terms as words, once for each level that their weight reaches: lexical/weights/term-levels.ts
-- has the same levels. Costly beside an index that knows the answer.
create function passage_words(lexical sparsevec) returns tsvector
  language sql immutable parallel safe cost 1000
  return (
    select array_to_tsvector(
      coalesce(array_agg(term), '{}')
      || coalesce(array_agg(term || 'a') filter (where weight >= 1.3), '{}')
      || coalesce(array_agg(term || 'b') filter (where weight >= 1.7), '{}')
      || coalesce(array_agg(term || 'c') filter (where weight >= 2.05), '{}'))
    from (
      select split_part(element, ':', 1) as term, split_part(element, ':', 2)::real as weight
      from unnest(string_to_array(split_part(ltrim(lexical::text, '{'), '}', 1), ',')) as element
      where element <> ''
      offset 0
    ) as entries
  );
-- What waits to be sorted into the index is read by every search: that must not be much.
create index passage_weights_words on passage_weights using gin (passage_words(lexical))
  with (gin_pending_list_limit = 256);

-- The terms of a name: each at every level, for a name is short.
create function name_words(terms int[]) returns tsvector
  language sql immutable parallel safe cost 1000
  return (
    select array_to_tsvector(coalesce(array_agg(term || level), '{}'))
    from unnest(terms) as term, unnest('{"",a,b,c}'::text[]) as level
  );
drop index documents_name_terms;
create index documents_name_words on documents using gin (name_words(name_terms))
  with (gin_pending_list_limit = 256);

-- From a passage to its documents without reading the table.
drop index chunks_passage;
create index chunks_passage on chunks (passage_id) include (document_id, ordinal);
