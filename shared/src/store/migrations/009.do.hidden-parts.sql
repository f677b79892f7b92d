-- The parts of a text that a page made of it does not show: four numbers each, see
-- shared/src/visible/shown-lines.ts.
alter table documents add column hidden int[] not null default '{}';
