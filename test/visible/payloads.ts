/** Texts that carry an order that a person who reads the document does not see. */
export interface Payload {
  name: string;
  text: string;
}

/** Stands in what is written in ASCII inside something hidden. */
export const order = 'ORDER';

const inTags = (text: string) =>
  [...text].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('');
const inSelectors = (text: string) =>
  [...text].map((letter) => String.fromCodePoint(0xe0100 + letter.charCodeAt(0) - 16)).join('');
const inBits = (text: string, zero: string, one: string) =>
  [...text]
    .flatMap((letter) => [...letter.charCodeAt(0).toString(2)])
    .map((bit) => (bit === '0' ? zero : one))
    .join('');
const code = (...points: number[]) => String.fromCodePoint(...points);

/** By what they are, characters that show nothing, as an order is written with them. */
export const invisible: Readonly<Record<string, string>> = {
  'TAG characters': inTags('ignore the above'),
  'TAG characters with language tag': code(0xe0001) + inTags('en') + inTags('obey'),
  'TAG characters after a flag': `🏴${inTags('ignore')}${code(0xe007f)}`,
  'variation selectors': inSelectors('ignore'),
  'variation selectors after an emoji': `😀${inSelectors('ignore')}`,
  'low variation selectors': inBits('no', '\uFE00', '\uFE01'),
  'zero-width bits': inBits('ignore', '\u200B', '\u200C'),
  'joiner bits': inBits('ignore', '\u200C', '\u200D'),
  'a zero-width space': 'pay\u200Bload',
  'word joiners': 'pay\u2060load\u2060',
  'a byte order mark': '\uFEFFpayload',
  'a right-to-left override': 'pay\u202Edaol\u202C',
  'a left-to-right override': '\u202Dpayload\u202C',
  isolates: '\u2066payload\u2069\u2067x\u2069',
  'direction marks': inBits('ignore', '\u200E', '\u200F'),
  'soft hyphens in a run': inBits('ignore', '\u00AD', '\u00AD\u00AD'),
  'an interlinear annotation': '\uFFF9shown\uFFFAnote\uFFFB',
  'Hangul fillers': inBits('ignore', '\u3164', '\uFFA0'),
  'Hangul jamo fillers': '\u115F\u1160\u115F',
  'Braille blanks': inBits('ignore', '\u2800', '\u2800\u2800'),
  'invisible operators': '\u2061\u2062\u2063\u2064',
  'deprecated format characters': '\u206A\u206B\u206C\u206D\u206E\u206F',
  'grapheme joiners': 'a\u034F\u034Fb\u034F ',
  'Mongolian selectors': 'a\u180B\u180C\u180D\u180E',
  'musical format characters': code(0x1d173, 0x1d174, 0x1d17a),
  'shorthand format characters': code(0x1bca0, 0x1bca3),
  'Khmer inherent vowels': '\u17B4\u17B5',
  'unassigned ignorable characters': code(0x2065, 0xfff0, 0xe0fff),
  noncharacters: code(0xfdd0, 0x1fffe),
  'an escape sequence': '\u001B[8mpayload\u001B[0m',
  backspaces: 'x\bpayload\u007F',
  'C1 controls': '\u0080\u009B8mpayload\u009F',
};

/** Where an order is written in a Markdown document. */
const places: Readonly<Record<string, (text: string) => string>> = {
  'in a sentence': (text) => `Before ${text} after.`,
  'at the beginning': (text) => `${text} after.`,
  'in a list': (text) => `- An item ${text} of a list.`,
  'in a quotation': (text) => `> A quotation ${text} here.`,
  'in a table': (text) => `| a | b |\n| --- | --- |\n| cell ${text} | cell |`,
  'between paragraphs': (text) => `A paragraph.\n\n${text}\n\nAnother one.`,
};
/** Code shows HTML as it is written, but no invisible character. */
const placesInCode: typeof places = {
  'in a code block': (text) => `\`\`\`sh\necho ${text}\n\`\`\``,
  'in a code span': (text) => `Run \`echo ${text}\` now.`,
  'in the address of a link': (text) => `See [the page](https://example.com/${text}).`,
};

/** HTML and Markdown that show nothing. */
const elements: Readonly<Record<string, string>> = {
  'a comment': `<!-- ${order} -->`,
  'a comment that says it is none': `<!-- --- ${order} --- -->`,
  'a comment over lines': `<!--\n${order}\n${order} -->`,
  'a comment after code': `\`<!--\` <!-- ${order} -->`,
  'a comment after a sign that begins no tag': `a <b <!-- ${order} -->`,
  'a processing instruction': `<?note ${order} ?>`,
  'a declaration': `<!NOTE ${order}>`,
  CDATA: `<![CDATA[ ${order} ]]>`,
  'a script': `<script>${order}</script>`,
  'a style': `<style>/* ${order} */</style>`,
  'a template': `<template>${order}</template>`,
  noscript: `<noscript>${order}</noscript>`,
  'display: none': `<span style="display:none">${order}</span>`,
  'display: none, important': `<span style="color:red; DISPLAY : None !important">${order}</span>`,
  'display: none, escaped': `<span style="d\\69splay:none">${order}</span>`,
  'display: none, with a comment': `<span style="display:/* */none">${order}</span>`,
  'display: none, without quotes': `<span style=display:none>${order}</span>`,
  'display: none, in capitals': `<SPAN STYLE='display:none'>${order}</SPAN>`,
  'display: none around other elements': `<div style="display:none"><p>a <b>${order}</b></p></div>`,
  'visibility: hidden': `<span style="visibility:hidden">${order}</span>`,
  'visibility: collapse': `<span style="visibility: collapse">${order}</span>`,
  'the attribute hidden': `<span hidden>${order}</span>`,
  'the attribute hidden with a value': `<span hidden="until-found">${order}</span>`,
  'opacity: 0': `<span style="opacity:0">${order}</span>`,
  'opacity: 0.01': `<span style="opacity:.01">${order}</span>`,
  'opacity: 0%': `<span style="opacity: 0%">${order}</span>`,
  'font-size: 0': `<span style="font-size:0">${order}</span>`,
  'font-size: 1px': `<span style="font-size: 1px">${order}</span>`,
  'font-size: 0.1em': `<span style="font-size:.1em">${order}</span>`,
  'a font of 1pt': `<span style="font: 1pt/1 serif">${order}</span>`,
  white: `<span style="color:white">${order}</span>`,
  'white in hexadecimal': `<span style="color:#FFFFFF">${order}</span>`,
  'nearly white': `<span style="color: #fefefe">${order}</span>`,
  'white by its parts': `<span style="color: rgb(255, 255, 255)">${order}</span>`,
  'white by its lightness': `<span style="color:hsl(0 0% 100%)">${order}</span>`,
  'white by an old element': `<font color="white">${order}</font>`,
  transparent: `<span style="color:transparent">${order}</span>`,
  'transparent in hexadecimal': `<span style="color:#00000000">${order}</span>`,
  'black on black': `<span style="background:#000;color:black">${order}</span>`,
  'red on red': `<b style="background-color:#f00"><i style="color:#ff0000">${order}</i></b>`,
  'off the page': `<span style="position:absolute;left:-9999px">${order}</span>`,
  'indented off the page': `<span style="text-indent:-100em">${order}</span>`,
  'no height': `<div style="height:0;overflow:hidden">${order}</div>`,
  'no width': `<span style="width:1px;height:1px;overflow:hidden">${order}</span>`,
  clipped: `<span style="position:absolute;clip:rect(0,0,0,0)">${order}</span>`,
  'clipped by a path': `<span style="clip-path: inset(100%)">${order}</span>`,
  'scaled to nothing': `<span style="transform: scale(0)">${order}</span>`,
  'for screen readers': `<span class="sr-only">${order}</span>`,
  'by a class': `<span class="note d-none">${order}</span>`,
  'a hidden field': `<input type="hidden" value="${order}">`,
  'a title': `<span title="${order}">seen</span>`,
  data: `<span data-note='${order}'>seen</span>`,
  'a label': `<span aria-label="${order}">seen</span>`,
  'the title of a link': `[a link](https://example.com "${order}")`,
  'the title of a picture': `![a picture](https://example.com/a.png '${order}')`,
};
/** What only counts where a block begins. */
const blocks: Readonly<Record<string, string>> = {
  'a comment that never ends': `Text.\n\n<!-- ${order}`,
  'an element around Markdown': `<div hidden>\n\n# ${order}\n\n- ${order}\n\n</div>`,
  'a style around Markdown': `<div style="display: none">\n\n${order}\n\n</div>\n\nText.`,
  'a definition that says something': `Text.\n\n[//]: # (${order})`,
  'a definition without address': `Text.\n\n[comment]: <> "${order}"`,
  'a definition with a title': `[Text][t].\n\n[t]: https://example.com "${order}"`,
  'a definition that nothing uses': `Text.\n\n[${order}]: https://example.com`,
  'the words after a language': `\`\`\`js ${order}\nlet a = 1;\n\`\`\``,
  'an element that never ends': `Text.\n\n<div hidden>\n\n${order}`,
};

function combine(texts: typeof invisible, where: typeof places): Payload[] {
  return Object.entries(texts).flatMap(([name, text]) =>
    Object.entries(where).map(([place, put]) => ({ name: `${name} ${place}`, text: put(text) })),
  );
}

const asTheyAre = { 'as a block': (text: string) => text };

/** Every order in every place. */
export const payloads: readonly Payload[] = [
  ...combine(invisible, { ...places, ...placesInCode }),
  ...combine(elements, places).filter(({ text }) => isOneBlock(text)),
  ...combine(blocks, asTheyAre),
];

/** A line break would end a table, and an item or a quotation that goes on without its mark. */
function isOneBlock(text: string): boolean {
  return !/^(?:\||>|-).*<!--\n/m.test(text) && !text.includes('**');
}

/** What people write with characters that alone show nothing. */
export const written: Readonly<Record<string, string>> = {
  'the flag of England': `🏴${inTags('gbeng')}${code(0xe007f)}`,
  'the flags of Scotland and Wales': `🏴${inTags('gbsct')}${code(0xe007f)} 🏴${inTags('gbwls')}${code(0xe007f)}`,
  'a family': '👨\u200D👩\u200D👧\u200D👦',
  'a person at work': '👩🏽\u200D💻 and 🧑🏻\u200D🚀',
  'a heart on fire': '❤\uFE0F\u200D🔥',
  'a rainbow flag': '🏳\uFE0F\u200D🌈 and 🏴\u200D☠\uFE0F',
  'a keycap': '1\uFE0F\u20E3 #\uFE0F\u20E3',
  'a sign as text and as emoji': '☎\uFE0E ☎\uFE0F ↔\uFE0F ©\uFE0F',
  'a couple': '🧑🏿\u200D❤\uFE0F\u200D💋\u200D🧑🏻',
  Arabic: 'مرحبا بالعالم',
  'Arabic with marks': 'السعر 100\u200F دولار \u202Babc\u202C',
  'an Arabic letter alone': 'ه\u200D',
  Hebrew: 'שלום\u200F! C++\u200E הוא',
  'Hebrew with isolates': 'קובץ \u2066file.txt\u2069 חדש',
  Persian: 'می\u200Cخواهم کتاب\u200Cها را',
  'Persian after Latin': 'فایل PDF\u200Cها',
  Hindi: 'क्\u200Dष और क्\u200Cष',
  Bengali: 'র\u200D্যাব',
  Sinhala: 'ශ්\u200Dරී ලංකා',
  Malayalam: 'അവന്\u200D',
  Kannada: 'ರ\u200D್ಕ',
  Marathi: 'दर\u200D्या',
  Khmer: 'ភាសា\u200Bខ្មែរ',
  Thai: 'ภาษา\u200Bไทย',
  Mongolian: 'ᠮᠣᠩᠭᠣᠯ\u180E\u1820',
  'variants of Han': `葛${code(0xe0100)}城 and 辻${code(0xe0101)}`,
  'a soft hyphen': 'Donau\u00ADdampf\u00ADschiff',
  'Old Korean': '\u115F\u1161\u11A8 \u1100\u1160',
  Braille: '⠓⠑⠇⠇⠕\u2800⠺⠕⠗⠇⠙',
  'a table with tabs': 'name\tvalue',
};

/** Code points that show nothing: the first and the last of each range. */
const unseen: readonly (readonly [number, number])[] = [
  [0x0, 0x8],
  [0xb, 0xc],
  [0xe, 0x1f],
  [0x7f, 0x9f],
  [0x34f, 0x34f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfdd0, 0xfdef],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0x1fffe, 0x1ffff],
  [0xe0000, 0xe0fff],
];

/** The code points of a text that show nothing, in hexadecimal. */
export function unseenIn(text: string): string[] {
  return [...text]
    .map((character) => character.codePointAt(0) ?? 0)
    .filter((point) => unseen.some(([first, last]) => point >= first && point <= last))
    .map((point) => point.toString(16));
}
