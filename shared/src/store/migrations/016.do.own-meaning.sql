-- What the terms of the index mean, learnt from its own passages where no embedder is configured. A
-- model is filled beside the active one, which search uses alone: so there are two at most.
create table meaning_models (
  id int generated always as identity primary key,
  lexical_version text not null,
  -- How many passages there were when it was learnt; it is learnt anew when there are twice as many.
  passages int not null,
  -- Terms as 4 bytes each, and as many vectors of 4-byte floats, little-endian (see lexical/meaning).
  terms bytea not null,
  vectors bytea not null,
  is_active boolean not null default false,
  unique (is_active)
);

-- Where a model places the passages of a document: the directions of vectors, of any length.
-- A document that is stored anew loses its first chunk, and this row with it.
create table document_meanings (
  document_id bigint not null,
  first_ordinal int not null default 0,
  model_id int not null references meaning_models on delete cascade,
  directions halfvec[] not null,
  primary key (document_id, first_ordinal, model_id),
  foreign key (document_id, first_ordinal) references chunks on delete cascade
);
create index document_meanings_model on document_meanings (model_id);
