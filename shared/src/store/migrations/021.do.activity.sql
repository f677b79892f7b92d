-- Who did what on a day, in UTC: searches are counted without their text, documents that were read
-- by their key. Kept for 90 days.
create table activity (
  day date not null,
  kind text not null check (kind in ('person', 'key')),
  -- The id of a person, or the beginning of a key's SHA-256.
  caller text not null,
  -- As the caller was called then.
  name text not null,
  -- Of the document that was read; empty for searches.
  document_key text not null default '',
  count integer not null,
  primary key (day, kind, caller, document_key)
);
