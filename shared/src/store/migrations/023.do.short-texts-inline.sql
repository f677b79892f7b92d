-- A vector that fills a page pushed its document's short texts out of the row, and ranking reads them
-- several times. Now they are the last to go, and the directions of up to a hundred passages stay, too.
alter table documents
  alter key set storage main,
  alter external_id set storage main,
  alter path set storage main,
  alter version set storage main,
  alter fingerprint set storage main,
  alter title set storage main,
  alter url set storage main;
alter table document_meanings alter directions set storage main;
alter table document_meanings set (toast_tuple_target = 8160);

-- What is pushed out stays so until it is written again.
update documents
set key = key || '', external_id = external_id || '', path = path || '', version = version || '',
  fingerprint = fingerprint || '', title = title || '', url = url || ''
where pg_column_size(lexical) > 4000 or pg_column_compression(lexical) is not null;
update document_meanings set directions = directions || '{}'::halfvec[]
where pg_column_size(directions) > 1900;
