-- A search is told the sketch of everything it ranks: three bytes of a term are enough for that, and
-- a third of what the numbers take when they are written out. See lexical/weights/sketch.ts.
create function short_sketch(terms int[]) returns bytea
  language sql immutable
  return (
    select coalesce(string_agg(substring(int4send(term << 2) from 1 for 3), '' order by term), '')
    from unnest(terms) as term
  );
alter table passage_weights alter column sketch type bytea using short_sketch(sketch);
drop function short_sketch(int[]);
