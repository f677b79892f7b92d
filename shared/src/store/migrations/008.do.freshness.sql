-- When this content was last seen to be the file's; sources.verified_at may be later, and counts for
-- every document whose newer version did not fail.
alter table documents add column verified_at timestamptz;
-- The run that last tried the file.
alter table problems add column run_id bigint;
