-- How many chunks there are in each language is counted like a term, under a number below 0: a search
-- must know which languages have a real share of the index. The letters of its code (ISO 639) are
-- digits to the base 27; lexical/weights/hash-term.ts has the same formula.
create function language_term(language text) returns int
  language sql immutable parallel safe
  return -(
    select sum((ascii(letter) - 96) * power(27, position - 1))::int
    from regexp_split_to_table(language, '') with ordinality as letters(letter, position)
  );

insert into term_deltas (kind, terms, counts)
select 'chunks', array_agg(term), array_agg(count)
from (
  select language_term(language) as term, count(*)::int as count
  from chunks join passages on passages.id = chunks.passage_id
  group by language
) as languages
having count(*) > 0;

-- The index passages_language goes with a later release: the one before this finds languages by it.
