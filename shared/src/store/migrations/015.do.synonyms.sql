-- Each search reads the synonyms of all sources.
create index documents_synonyms on documents (id) where path = '.docpilot/synonyms.yaml';
