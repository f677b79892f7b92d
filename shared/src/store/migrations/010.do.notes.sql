-- What a person should know of a run that is no error, such as that the repository was renamed.
alter table sync_runs add column notes text[] not null default '{}';
-- The name that the source has now, where that is not the configured one: pushes come under it.
alter table sources add column moved_to text;
-- Until when a run waits for the rate limit of its source; null while it works, and at its end.
alter table sync_runs add column waits_until timestamptz;
