import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const tokens = (text: string) => tokenize(text, 'en');
/** Deterministic, and far from all, but none that somebody has chosen. */
const parts = Array.from({ length: 40 }, (_, at) => (at * 7919) % 31);
const versions = parts.flatMap((one, at) => [
  `${one}.${parts[(at + 3) % 40]}`,
  `${one}.${parts[(at + 5) % 40]}.${parts[(at + 11) % 40]}`,
]);
const joined = [
  (version: string) => `v${version}`,
  (version: string) => `v${version}.md`,
  (version: string) => `releases/${version}/notes.md`,
  (version: string) => `releases/v${version}/notes.md`,
  (version: string) => `loki-${version}.tar.gz`,
  (version: string) => `helm-v${version}-linux-amd64.zip`,
  (version: string) => `node:${version}-alpine`,
  (version: string) => `acme/app:${version}`,
  (version: string) => `@acme/app@${version}`,
  (version: string) => `k8s-${version}-upgrade.md`,
  (version: string) => `${version}-rc.1`,
  (version: string) => `HDMI${version}`,
];

describe('versions', () => {
  it('meet themselves in whatever they are joined to', () => {
    for (const version of versions)
      for (const join of joined) expect(tokens(join(version))).toContain(tokens(version)[0]);
  });

  it('meet no other one, joined or not', () => {
    const byToken = Map.groupBy(new Set(versions), (version) => tokens(version)[0]);
    expect([...byToken.values()].filter((same) => same.length > 1)).toEqual([]);
    const known = new Set(byToken.keys());
    for (const join of joined)
      for (const version of versions) {
        const own = tokens(version)[0];
        const others = tokens(join(version)).filter((token) => known.has(token) && token !== own);
        expect(others.filter((token) => token.includes('.'))).toEqual([]);
      }
  });

  it('are read once', () => {
    expect(tokens('v2.1.0.md').filter((token) => token === '2.1.0')).toHaveLength(1);
    expect(tokens('2.1.0')).toEqual(['2.1.0']);
  });
});

const days = Array.from({ length: 60 }, (_, at) => {
  const date = new Date(Date.UTC(2019 + (at % 11), (at * 5) % 12, 1 + ((at * 13) % 28)));
  const [iso = ''] = date.toISOString().split('T');
  const [year = '', month = '', day = ''] = iso.split('-');
  return { iso, year, month, day };
});

describe('dates', () => {
  it('meet however they are written', () => {
    for (const { iso, year, month, day } of days) {
      const written = [
        `${day}.${month}.${year}`,
        `${Number(day)}.${Number(month)}.${year}`,
        `${Number(day)}. ${Number(month)}. ${year}`,
        `${day}.${month}.${year.slice(2)}`,
        `${day}/${month}/${year.slice(2)}`,
        `${month}/${day}/${year.slice(2)}`,
        `${year}${month}${day}`,
        `minutes-${iso}.md`,
        `m/${iso}.md`,
        `Minutes_${year}_${month}_${day}.md`,
        `Rechnung_${day}.${month}.${year}.pdf`,
        `backup-${year}${month}${day}.sql`,
        `${iso}T12:00:01.123Z`,
      ];
      for (const one of written) expect(tokens(one), one).toContain(tokens(iso)[0]);
    }
  });

  it('meet no other one that is written with the year first or with points', () => {
    const isos = new Set(days.map(({ iso }) => iso));
    const forms = (iso: string) => {
      const [year = '', month = '', day = ''] = iso.split('-');
      return [`${year}${month}${day}`, `m/${iso}.md`, `${day}.${month}.${year.slice(2)}`];
    };
    for (const iso of isos)
      for (const form of forms(iso))
        expect(tokens(form).filter((token) => isos.has(token) && token !== iso)).toEqual([]);
  });

  it('leave numbers that are no day as they are', () => {
    expect(tokens('20261318')).toEqual(['20261318']);
    expect(tokens('99.99.26')).toContain('99.99.26');
  });
});
