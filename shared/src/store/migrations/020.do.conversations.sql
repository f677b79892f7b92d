-- What a conversation is, how it stands, and its labels. No file has any of these.
alter table documents
  add column type text,
  add column state text,
  add column labels text[] not null default '{}';
-- External ids of what a source was told has changed, until it is read again.
alter table sources add column hints text[] not null default '{}';
