/** Windows' numbers of a font's characters, as the Encoding Standard calls them. */
const byFontCharset: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
};
const byCodePage: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  10007: 'x-mac-cyrillic',
  20866: 'koi8-r',
  65001: 'utf-8',
};
const usual = 'windows-1252';

/** @param charset of a font; null when the font says nothing of its own */
export function charsetOfFont(charset: number): string | null {
  return byFontCharset[charset] ?? null;
}

export function charsetOfCodePage(page: number): string {
  if (page >= 1250 && page <= 1258) return `windows-${page}`;
  return byCodePage[page] ?? usual;
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

export function decodeRtf(bytes: readonly number[], charset: string): string {
  let decoder = decoders.get(charset);
  if (!decoder) {
    decoder = new TextDecoder(charset);
    decoders.set(charset, decoder);
  }
  return decoder.decode(Uint8Array.from(bytes));
}
