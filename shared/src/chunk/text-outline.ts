import { asciidocOutline } from './asciidoc-outline.ts';
import { markdownOutline } from './markdown-outline.ts';
import { isBlank, type Outline } from './outline.ts';
import { maxTitleLength, proseOutline } from './prose-outline.ts';
import { rstOutline } from './rst-outline.ts';
import { isDokuWiki, wikiOutline } from './wiki-outline.ts';

/** What only AsciiDoc has: labels, attributes of a block, macros, what continues a list, references. */
const asciidocLine =
  /^(?:\[\[[\w.:-]+(?:,[^\]]*)?\]\]|\[(?:verse|source|quote|listing|abstract|options|role|horizontal|NOTE|TIP|WARNING|IMPORTANT|CAUTION)\b[^\]]*\]|(?:include|ifdef|ifndef|ifeval|endif|image)::\S*\[.*\]|\+)$|\blinkgit:[\w-]+\[|<<[\w.:-]+(?:,[^>]+)?>>/;
/** What only reStructuredText has: directives, targets, footnotes, comments, roles, literals. */
const rstLine =
  /^\s*\.\.(?:\s|$)|(?<![\w`]):[a-z][\w:+.-]*:`[^`]|(?<![\w`])``[^`\s](?:[^`]*[^`\s])?``(?![\w`])/;
const markdownHeading = /^(#{1,6})[ \t]+\S/;
/** Beside headings, what tells Markdown from a script's or a list's comments. */
const markdownLine = /^\s{0,3}(?:```|~~~)|\[[^\]\n]+\]\([^)\s]+\)/;

/**
 * A text whose name says nothing of its markup, as README and manual.txt: many are Markdown, AsciiDoc or
 * reStructuredText, and plain ones underline their headings, too. The others are prose.
 */
export function textOutline(lines: string[]): Outline {
  if (isDokuWiki(lines)) return wikiOutline(lines);
  if (isMarkdown(lines)) return markdownOutline(lines, 'markdown');
  const count = (mark: RegExp) => lines.filter((line) => mark.test(line)).length;
  const asciidoc = count(asciidocLine);
  const rst = count(rstLine);
  const outline = hasSections(lines) || asciidoc > rst ? asciidocOutline(lines) : rstOutline(lines);
  if (asciidoc + rst === 0) return plainSections(lines, outline);
  return outline.headings.length === 0 ? proseOutline(lines) : outline;
}

/** Plain text: its title stands at its top, and each heading that is underlined below is a section's. */
function plainSections(lines: string[], outline: Outline): Outline {
  const headings = outline.headings.filter(({ text }) => text.length <= maxTitleLength);
  if (headings.length === 0) return proseOutline(lines);
  const top = lines.findIndex((line) => !isBlank(line));
  if (headings[0]?.line === top) return { ...outline, headings };
  const sections = headings.map((heading) => ({ ...heading, level: heading.level + 1 }));
  return { ...outline, headings: [...proseOutline(lines).headings, ...sections] };
}

function isMarkdown(lines: readonly string[]): boolean {
  const levels = lines.flatMap((line, at) => {
    const marks = markdownHeading.exec(line)?.[1];
    return marks !== undefined && isBlank(lines[at - 1]) && isBlank(lines[at + 1])
      ? [marks.length]
      : [];
  });
  if (levels.length === 0) return false;
  return lines.some((line) => markdownLine.test(line)) || new Set(levels).size > 1;
}

/** Whether AsciiDoc's titles of one line are there: the document's, and those of its sections. */
function hasSections(lines: readonly string[]): boolean {
  return lines.some((line) => /^= \S/.test(line)) && lines.some((line) => /^==+ \S/.test(line));
}
