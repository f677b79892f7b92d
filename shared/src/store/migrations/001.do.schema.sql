-- What DocPilot stores. Names follow the glossary in src/document.ts.

create table sources (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('github', 'drive')),
  -- As the configuration has it: owner/name of a repository, the id of a folder.
  name text not null,
  -- As people know it: the name of the folder.
  title text not null,
  -- Where the last complete sync stood; moves last (invariant 2).
  cursor jsonb,
  -- The settings and versions the documents were made with.
  fingerprint text,
  -- When the source was last seen to be exactly as stored.
  verified_at timestamptz,
  -- Set when the source leaves the configuration: hidden from search at once.
  hidden_at timestamptz,
  -- The lease of its one writer (invariant 7).
  lease_holder text,
  lease_expires_at timestamptz,
  fence bigint not null default 0,
  dirty boolean not null default false,
  unique (kind, name)
);

create table documents (
  id bigint generated always as identity primary key,
  -- The id the API shows: the same for the same file after any resync.
  key text not null unique,
  source_id bigint not null references sources on delete cascade,
  -- The source's own id of the file: a path in GitHub, a file id in Drive.
  external_id text not null,
  path text not null,
  -- The content's version at the source: a blob's hash, a revision.
  version text not null,
  fingerprint text not null,
  title text not null,
  content_type text not null,
  -- Secrets are masked in it (invariant 10).
  text text not null,
  secrets_masked int not null default 0,
  -- Where pages, slides, sheets or lines of the file begin in the text, see Locations in
  -- src/document.ts; null when the text's lines are the file's own.
  locations jsonb,
  -- A link that stays true while the content is unchanged, without line numbers.
  url text not null,
  -- When the content last changed at the source; null is unknown.
  changed_at timestamptz,
  -- The run that stored this content.
  run_id bigint not null,
  -- Title, headings, path and whole text, weighed (see lexical/).
  lexical sparsevec not null,
  -- The terms of title, headings and path: a document may be found by its name alone.
  name_terms int[] not null,
  unique (source_id, external_id)
);
-- A search reads these of many documents: they stay in the row, and the text goes out of it.
alter table documents alter lexical set storage main, alter name_terms set storage main;
-- Rows up to here keep their vector uncompressed: unpacking it takes longer than scoring it.
alter table documents set (toast_tuple_target = 4080);
create index documents_name_terms on documents using gin (name_terms);
create index documents_run on documents (run_id);

create table passages (
  id bigint generated always as identity primary key,
  -- SHA-256 of heading path and body: what an embedding is made of.
  hash bytea not null,
  lexical_version text not null,
  heading_path text[] not null,
  body text not null,
  language text not null,
  -- Since when no chunk uses it; purged after 30 days.
  unused_since timestamptz,
  unique (hash, lexical_version)
);
create index passages_language on passages (language);

-- What ranks passages by their words, apart from their texts: a search reads thousands of these
-- rows, from as few pages as can be.
create table passage_terms (
  passage_id bigint primary key references passages on delete cascade,
  lexical sparsevec not null,
  -- Those of lexical, ascending.
  terms int[] not null,
  -- Those of them that weigh much here (see lexical/strong-terms.ts).
  strong_terms int[] not null
);
create index passage_terms_terms on passage_terms using gin (terms);
create index passage_terms_strong_terms on passage_terms using gin (strong_terms);

create table chunks (
  document_id bigint not null references documents on delete cascade,
  ordinal int not null,
  passage_id bigint not null references passages,
  start_line int not null,
  end_line int not null,
  primary key (document_id, ordinal)
);
create index chunks_passage on chunks (passage_id);

-- How many chunks and documents hold a term. Term 0 counts all chunks and all documents.
create table term_frequencies (
  term int primary key,
  chunks int not null,
  documents int not null
);

-- Signed changes to term_frequencies, appended by the transaction that stores a document and
-- folded afterwards: two repositories that sync at once never wait for each other's terms.
create table term_deltas (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('chunks', 'documents')),
  terms int[] not null,
  counts int[] not null
);

-- The terms of a sparse vector, ascending.
create function vector_terms(vector sparsevec) returns int[]
  language sql immutable parallel safe
  return (
    select array_agg(split_part(element, ':', 1)::int)
    from unnest(string_to_array(split_part(ltrim(vector::text, '{'), '}', 1), ',')) as element
    where element <> ''
  );

-- A model that passages are embedded with. Generations fill beside each other; search uses the
-- active one alone, so that vectors of two models never meet (invariant 9).
create table embedding_generations (
  id int generated always as identity primary key,
  -- provider:model:dimensions, see embed/embedder.ts
  model text not null unique,
  dimensions int not null check (dimensions between 1 and 4000),
  is_active boolean not null default false,
  -- When a sync last filled it; purged 30 days after it was left for another.
  used_at timestamptz not null default now()
);
create unique index embedding_generations_active on embedding_generations (is_active)
  where is_active;

-- What a generation's model says of a passage. Without a vector it is claimed by a worker that is
-- about to ask, or refused: then it is not asked again, for another text has another hash.
create table embeddings (
  generation_id int not null references embedding_generations on delete cascade,
  -- passages.hash, whatever their lexical version.
  hash bytea not null,
  -- Of unit length, and the generation's dimensions.
  embedding halfvec,
  claimed_by text,
  claimed_until timestamptz,
  refused text,
  primary key (generation_id, hash)
);

-- What was sent to be embedded, by calendar month (UTC): the ground of the monthly cap.
create table embedding_usage (
  month date primary key,
  characters bigint not null default 0,
  texts bigint not null default 0
);

create table sync_runs (
  id bigint generated always as identity primary key,
  source_id bigint not null references sources on delete cascade,
  execution_id text not null,
  trigger text not null,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  -- null while it runs
  outcome text check (outcome in ('succeeded', 'partial', 'failed')),
  error jsonb,
  slices int not null default 0,
  seen int not null default 0,
  indexed int not null default 0,
  unchanged int not null default 0,
  deleted int not null default 0,
  skipped jsonb not null default '{}',
  failed jsonb not null default '{}',
  requests jsonb not null default '{}',
  -- How the queue of embeddings stood when the run left it; null without an embedder.
  embeddings jsonb,
  -- What a search finds of what the source's answer key asks; null without a key.
  recall jsonb,
  unique (source_id, execution_id)
);
create index sync_runs_execution on sync_runs (execution_id);

-- GitHub's deliveries, so that a replay starts nothing; kept for 30 days.
create table webhook_deliveries (
  id text primary key,
  received_at timestamptz not null default now(),
  -- The execution it started; null while that has not worked.
  execution_id text
);
create index webhook_deliveries_received on webhook_deliveries (received_at);

-- Every file that is at the source and not indexed as it stands there, and why.
create table problems (
  source_id bigint not null references sources on delete cascade,
  external_id text not null,
  path text not null,
  version text not null,
  fingerprint text not null,
  outcome text not null check (outcome in ('skipped', 'failed')),
  reason text not null,
  detail text,
  attempts int not null default 1,
  next_attempt_at timestamptz,
  since timestamptz not null default now(),
  primary key (source_id, external_id)
);

-- What cursors are signed with: one row, made here, known to this index alone.
create table server_secret (
  value text not null
);
create unique index server_secret_one_row on server_secret ((true));
insert into server_secret
values (encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'));

-- How many requests of a minute are given out to the instances of the functions, by key: one row a
-- key, written once for a lot of requests.
create table request_counts (
  -- SHA-256 of the key.
  key_hash bytea primary key,
  minute timestamptz not null,
  given int not null,
  -- What the last instance that asked was given.
  lot int not null
);

-- The id the API shows for a file: 22 characters of base64url, 128 bits.
create function document_key(kind text, source text, external_id text) returns text
  language sql immutable parallel safe
  return translate(
    left(encode(sha256(convert_to(kind || chr(10) || source || chr(10) || external_id, 'UTF8')), 'base64'), 22),
    '+/', '-_');
