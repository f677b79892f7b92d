-- When a connection was last used, to about ten minutes.
alter table grants add column seen_at timestamptz;
