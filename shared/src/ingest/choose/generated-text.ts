import { claims, order, originClaim } from './generated-claims.ts';
import { leadingComment } from './leading-comment.ts';
import { isNamedAsLock, pinsVersions } from './lock-files.ts';

/** Text for people, whoever wrote it: a reference that a program made is worth finding. */
const prose =
  /(?<!(?:^|\/)CMakeLists)\.(?:md|mdx|mdc|markdown|txt|rst|adoc|asciidoc|org|tex|rmd|qmd|textile|wiki|pod|eml)$/i;
/** People write these, and what they say at their head is said of the files made from them. */
const templates =
  /\.(?:tmpl|tpl|gotmpl|template|hbs|handlebars|mustache|ejs|j2|jinja2?|erb|eex|heex|liquid|njk|ftl|vm|twig|tt|t4|in)$/i;
const placeholder = /\{\{|\{%|<%|\$\{/;
/** Of the templates, those that programs write themselves: `Makefile.in`, `config.h.in`. */
const byAutotools =
  /\bgenerated (?:automatically )?(?:from \S+ )?by (?:automake|autoheader|aclocal)\b/i;
const quoted = /"[^"]*"|“[^”]*”|«[^»]*»/g;
const scripts = /\.(?:js|mjs|cjs|css)$/i;

/**
 * Whether the text says of itself that a program wrote it, is a lock file, or is minified. Only the
 * comment at its head can say so: elsewhere the same words are spoken of, not meant.
 */
export function isGeneratedText(path: string, text: string): boolean {
  if (prose.test(path)) return false;
  const comment = leadingComment(text);
  if (templates.test(path)) return comment.some((line) => byAutotools.test(line));
  const said = sentencesOf(comment).filter((sentence) => !placeholder.test(sentence));
  if (said.some((sentence) => claims.some((claim) => claim.test(sentence)))) return true;
  const isOrdered = said.some((sentence) => order.test(sentence.replace(quoted, '')));
  if (isOrdered && said.some((sentence) => originClaim.test(sentence))) return true;
  return scripts.test(path) ? isMinified(text) : isNamedAsLock(path) && pinsVersions(text);
}

/** Behind a line of one or two words, as directives are, or before one that names its own file. */
const lineStart =
  /\n(?!\p{Ll})|(?<=[.:;!])\n|(?<=(?:^|\n)\S*(?: \S*)?)\n|\n(?=this (?:file|code|module|class)\b)/u;

/**
 * The sentences of a comment: of its paragraphs, and of its lines with those that go on in the next
 * one. A line that begins with a small letter goes on with the one before it.
 */
function sentencesOf(comment: readonly string[]): string[] {
  const paragraphs = comment.join('\n').split(/\n(?:[^\p{L}\p{N}]*\n)+/u);
  const lines = paragraphs.flatMap((text) => text.split(lineStart));
  return [...new Set([...paragraphs, ...lines])].flatMap((text) =>
    // The number of a list's point ends no sentence.
    text.replace(/\s+/g, ' ').split(/(?<=[.;!])(?<!(?:^|\s)\d{1,2}\.)\s/),
  );
}

/** Below this, one long line is nothing out of the ordinary. */
const fewestCharacters = 1_000;

/** Lines of 500 characters on average, with fewer spaces than sentences have. */
function isMinified(text: string): boolean {
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  if (text.length < fewestCharacters || text.length / lines <= 500) return false;
  const sample = text.slice(0, 20_000);
  return (sample.match(/\s/g)?.length ?? 0) / sample.length < 0.12;
}
