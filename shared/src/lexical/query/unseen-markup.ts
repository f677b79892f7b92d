/**
 * What readers do not see between the words of a text, in the regular expressions of JavaScript and of
 * Postgres alike. What is read anew for each gap of a phrase is kept short.
 */

/** What looks like a space: entities, the ends of lines and of blocks in HTML, and the numbers of a list. */
export const unseenSpace =
  '(?:&(?:nbsp|ensp|emsp|thinsp|#160|#8239|#x[aA]0|#x202[fF]);|</?(?:br|p|div|li|ul|ol|t[dhr]|h[1-6]|dd|dt)(?: [^<>]*|/)?>|\\n *[0-9]{1,3}[.)] )';

/** A tag of HTML. */
export const tag = '<[/!]?[A-Za-z][^<>]*>';

/** Where a link of AsciiDoc leads, before its text. */
export const linkBefore = '(?:https?|link|xref|mailto):[^][ \\n]+\\[';
