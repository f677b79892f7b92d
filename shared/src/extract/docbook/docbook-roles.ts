import type { Vocabulary } from './docbook-kind.ts';

/** What becomes of an element; one without a role is part of the words around it. */
export type Role =
  | 'section'
  | 'refentry'
  | 'names'
  | 'info'
  | 'title'
  | 'block'
  | 'bullets'
  | 'numbers'
  | 'terms'
  | 'term'
  | 'item'
  | 'code'
  | 'synopsis'
  | 'name'
  | 'link'
  | 'note'
  | 'quote'
  | 'aside'
  | 'question'
  | 'table'
  | 'row'
  | 'cell'
  | 'head'
  | 'reference'
  | 'dropped';

type Roles = Partial<Record<Role, string>>;

const docbook: Roles = {
  section:
    'set book part partintro preface chapter appendix article reference section sect1 sect2 sect3 sect4 sect5 simplesect refsynopsisdiv refsection refsect1 refsect2 refsect3 sidebar glossary glossdiv bibliography bibliodiv colophon dedication acknowledgements index topic',
  refentry: 'refentry',
  names: 'refmeta refnamediv',
  info: 'info setinfo bookinfo partinfo prefaceinfo chapterinfo appendixinfo articleinfo referenceinfo sectioninfo sect1info sect2info sect3info sect4info sect5info sidebarinfo glossaryinfo bibliographyinfo objectinfo blockinfo artheader docinfo refentryinfo refsynopsisdivinfo refsect1info refsect2info refsect3info refsectioninfo',
  title: 'title subtitle bridgehead caption',
  block:
    'para simpara formalpara figure informalfigure example informalexample equation informalequation mediaobject screenshot author editor othercredit corpauthor abstract legalnotice attribution epigraph answer qandaentry qandadiv msgset msgentry msgtext msgexplan biblioentry bibliomixed mathphrase segmentedlist seg result',
  bullets: 'itemizedlist simplelist calloutlist bibliolist',
  numbers: 'orderedlist procedure substeps stepalternatives',
  terms: 'variablelist glosslist',
  term: 'term glossterm',
  item: 'listitem step callout member',
  code: 'programlisting screen literallayout synopsis screenco programlistingco',
  synopsis: 'cmdsynopsis funcprototype',
  name: 'code command option filename literal varname function classname interfacename methodname parameter constant envar type structname structfield symbol returnvalue exceptionname errorname errorcode userinput computeroutput prompt markup tag sgmltag property token uri package',
  link: 'ulink link olink',
  note: 'note tip warning caution important danger',
  quote: 'blockquote',
  aside: 'footnote textobject',
  question: 'question',
  table: 'table informaltable tgroup',
  row: 'row tr',
  cell: 'entry entrytbl td th',
  head: 'thead',
  reference: 'xref footnoteref glossseealso include',
  dropped:
    'indexterm remark comment imageobject imageobjectco imagedata graphic inlinegraphic areaspec videoobject audioobject titleabbrev fallback keywordset subjectset toc co coref colspec spanspec revhistory tocentry screeninfo alt',
};

const html: Roles = {
  block: 'p div',
  bullets: 'ul',
  numbers: 'ol',
  terms: 'dl',
  term: 'dt',
  item: 'li dd',
  code: 'pre',
  name: 'code tt kbd samp',
  link: 'a',
  quote: 'blockquote',
  table: 'table',
  row: 'tr',
  cell: 'td th',
  head: 'thead',
  dropped: 'script style',
};

const dita: Roles = {
  section:
    'topic concept task reference troubleshooting glossentry generalTask machineryTask section example refsyn dita glossgroup condition cause remedy',
  title: 'title glossterm',
  block:
    'p shortdesc abstract context prereq postreq result cmd info stepresult stepxmp tutorialinfo fig glossdef linkinfo div bodydiv sectiondiv steps-informal itemgroup',
  bullets: 'ul sl choices steps-unordered linklist link-list related-links',
  numbers: 'ol steps substeps',
  terms: 'dl parml',
  term: 'dt pt',
  item: 'li sli step substep choice dd pd link',
  code: 'codeblock pre screen msgblock lines syntaxdiagram',
  name: 'codeph filepath cmdname option parmname varname apiname userinput systemoutput msgph msgnum tt xmlelement xmlatt',
  link: 'xref',
  note: 'note hazardstatement',
  quote: 'lq',
  aside: 'fn alt',
  table: 'table tgroup simpletable properties choicetable',
  row: 'row strow property chrow sthead prophead chhead',
  cell: 'entry stentry proptype propvalue propdesc choption chdesc proptypehd propvaluehd propdeschd choptionhd chdeschd',
  head: 'thead',
  dropped:
    'prolog indexterm draft-comment required-cleanup titlealts metadata colspec data data-about foreign unknown',
};

const map: Roles = {
  section: 'map bookmap',
  title: 'title booktitle mainbooktitle',
  item: 'topicref topichead topicgroup chapter part appendix keydef mapref notices preface topicset',
  dropped: 'topicmeta bookmeta reltable indexterm booktitlealt booklibrary',
};

const xdoc: Roles = {
  ...html,
  section: 'document section subsection',
  info: 'properties',
  title: 'title',
  code: 'pre source',
};

const vocabularies: Readonly<Record<Vocabulary, Roles>> = { docbook, dita, map, xdoc };

export function rolesOf(vocabulary: Vocabulary): ReadonlyMap<string, Role> {
  const roles = Object.entries(vocabularies[vocabulary]) as [Role, string][];
  return new Map(roles.flatMap(([role, names]) => names.split(' ').map((name) => [name, role])));
}

/** What of a book's own particulars is read: who wrote it, what it is about, what one may do with it. */
export const shownInfo = new Set(
  'title subtitle author authorgroup editor personname firstname surname othername orgname corpauthor collab abstract legalnotice para simpara'.split(
    ' ',
  ),
);
