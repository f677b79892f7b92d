-- The kinds that src/document.ts lists; search and sync check them, so the store need not.
alter table sources drop constraint sources_kind_check;
