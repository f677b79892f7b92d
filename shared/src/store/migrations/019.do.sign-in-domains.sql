-- The domain that the identity provider vouches for; a person whose domain is no longer admitted is
-- refused at the next refresh.
alter table people add column domain text;

-- Nothing is looked up by it.
drop index oauth_records_uid;
alter table oauth_records drop column uid;
-- The oldest clients that nobody has used make room for new ones.
create index oauth_records_age on oauth_records (kind, created_at);
