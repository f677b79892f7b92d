-- Of the heading that a chunk begins under, on the page that GitHub makes of Markdown.
alter table chunks add column anchor text;
