-- How many chunks a term reaches each level of weight in (see passage_words). What candidates a search
-- asks for is told from it: a corpus' own name weighs much in far more of them than other words do.
alter table term_frequencies
  add column chunks_a int not null default 0,
  add column chunks_b int not null default 0,
  add column chunks_c int not null default 0;

alter table term_deltas
  drop constraint term_deltas_kind_check,
  add constraint term_deltas_kind_check
    check (kind in ('chunks', 'chunks_a', 'chunks_b', 'chunks_c', 'documents'));

-- What is stored already. Its chunks as such are counted, or wait in term_deltas.
insert into term_deltas (kind, terms, counts)
select kind, array_agg(term), array_agg(count)
from (
  select 'chunks_' || right(word, 1) as kind, rtrim(word, 'abc')::int as term, count(*)::int as count
  from chunks
  join passage_weights on passage_weights.passage_id = chunks.passage_id
  cross join unnest(tsvector_to_array(passage_words(passage_weights.lexical))) as word
  where word ~ '[abc]$'
  group by word
) as reached
group by kind;
