-- A text is read once, whichever sources hold the file. A version has any length: a hash takes it.
create index documents_version on documents using hash (version);
