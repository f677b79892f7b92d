-- One document in ten has a vector of over 4 KB: as far as a page holds it, it is not compressed.
alter table documents set (toast_tuple_target = 8160);
