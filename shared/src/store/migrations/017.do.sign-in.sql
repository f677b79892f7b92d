-- People who have signed in, as their identity provider names them: the subject outlives an address.
create table people (
  id uuid primary key default gen_random_uuid(),
  issuer text not null,
  subject text not null,
  email text not null,
  name text not null,
  created_at timestamptz not null default now(),
  signed_in_at timestamptz not null default now(),
  unique (issuer, subject)
);

-- A consent: what a person, or the holder of an API key, has let a client do. Whatever was issued
-- under it goes with it.
create table grants (
  id text primary key,
  person_id uuid references people on delete cascade,
  -- SHA-256 of the key.
  key_hash bytea,
  client_id text not null,
  -- As the client called itself; it may lie.
  client_name text not null default '',
  payload jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((person_id is null) <> (key_hash is null))
);
create index grants_person on grants (person_id);
create index grants_expiry on grants (expires_at);

-- Tokens that answer who is asking, looked up by each batch of requests. Without a grant it is the
-- session of a browser.
create table access_tokens (
  -- SHA-256 of the token, which is stored nowhere.
  token_hash bytea primary key,
  person_id uuid references people on delete cascade,
  key_hash bytea,
  grant_id text references grants on delete cascade,
  client_id text not null,
  -- The address that it is for; RFC 8707.
  audience text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check ((person_id is null) <> (key_hash is null))
);
create index access_tokens_grant on access_tokens (grant_id);
create index access_tokens_person on access_tokens (person_id);
create index access_tokens_expiry on access_tokens (expires_at);

-- What else the authorization server keeps: clients, interactions, sessions, codes, refresh tokens.
create table oauth_records (
  kind text not null,
  -- SHA-256 of the id, as the id of a code or a token is the code or the token itself.
  id_hash bytea not null,
  payload jsonb not null,
  grant_id text references grants on delete cascade,
  uid text,
  created_at timestamptz not null default now(),
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (kind, id_hash)
);
create index oauth_records_grant on oauth_records (grant_id);
create index oauth_records_uid on oauth_records (uid);
create index oauth_records_expiry on oauth_records (expires_at);
