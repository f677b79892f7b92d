-- Ranking reads what each document that it considers is called. Beside many words, these were stored
-- out of the row, and each look at one of them read another table.
alter table documents
  alter column key set storage main,
  alter column path set storage main,
  alter column title set storage main;
