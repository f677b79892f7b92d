-- The patterns of INCLUDE and EXCLUDE that match no file of the source, such as "EXCLUDE drafts/".
alter table sync_runs add column unmatched_patterns text[] not null default '{}';
