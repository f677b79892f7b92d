-- The terms of the names of files that are not indexed: such a file is found by its name.
alter table problems add column name_terms int[] not null default '{}';
create index problems_name_words on problems using gin (name_words(name_terms));
