import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../shared/src/lexical/words/tokenize.ts';

const same = (language: string, a: string, b: string) =>
  expect(tokenize(a, language)).toEqual(tokenize(b, language));

describe('words', () => {
  it.each([
    ['en', 'connections', 'connection'],
    ['en', 'collections', 'collect'],
    ['en', 'Deployed', 'deploying'],
    ['fr', 'créations', 'creation'],
    ['fr', 'définit', 'definir'],
    ['de', 'Häuser', 'hauser'],
    ['es', 'páginas', 'pagina'],
    ['it', 'città', 'citta'],
    ['pt', 'funções', 'funcoes'],
    ['nl', 'gebruikers', 'gebruiker'],
    ['sv', 'båtarna', 'batar'],
    ['ru', 'документы', 'документ'],
    ['da', 'fyrene', 'fyret'],
    ['no', 'dokumentene', 'dokument'],
    ['ar', 'الإجازة السنوية', 'إجازة سنوية'],
    ['ar', 'المُدِيرُ', 'والمدير'],
    ['ar', 'كتــاب', 'کتاب'],
    ['fi', 'lomalla', 'lomat'],
    ['fi', 'avaimen', 'avaimet'],
    ['he', 'החופשה השנתית', 'חופשה שנתית'],
    ['he', 'הַמִּכְתָּב', 'מכתב'],
  ])('meet by their stem, with or without accents (%s: %s, %s)', same);

  it('that say nothing are left out, in the language they belong to', () => {
    expect(tokenize('The guide of the site', 'en')).toEqual(['guid', 'site']);
    expect(tokenize('Le guide de la page', 'fr')).toEqual(['guid', 'pag']);
    expect(tokenize("I don't know, it's Astro's; you’re", 'en')).toEqual(['know', 'astro']);
  });

  it('lose the elided article', () => {
    expect(tokenize("l'adaptateur qu’il utilise", 'fr')).toEqual(['adapt', 'util']);
  });

  it('in a language without stems stay whole, folded', () => {
    expect(tokenize('Dokumentacja Żółw', 'pl')).toEqual(['dokumentacja', 'zolw']);
  });

  it('unify the forms of one character', () => {
    same('en', 'ﬁle ＡＰＩ café', 'file API cafe\u0301');
  });

  it('without spaces between them are found by pairs of characters', () => {
    expect(tokenize('東京都 API', 'ja')).toEqual(['東京', '京都', 'api']);
    expect(tokenize('水', 'zh')).toEqual(['水']);
  });
});

describe('names in code', () => {
  it.each([
    ['getStaticPaths()', ['getstaticpath', 'get', 'static', 'path']],
    ['snake_case_name', ['snakecasenam', 'snake', 'case', 'name']],
    ['data-astro-reload', ['dataastroreload', 'data', 'astro', 'reload']],
    ['HTTPServer', ['httpserver', 'http', 'server']],
    ['node.js', ['node.js', 'node', 'js']],
    ['a.b.c', ['a.b.c']],
    ['v4.0', ['4.0', 'v4']],
    ['.NET and .env', ['.net', 'net', '.env', 'env']],
    ['...rest', ['rest']],
    ['@scope/pkg', ['@scope/pkg', 'scope', 'pkg']],
    ['astro:i18n', ['astro:i18n', 'astro', 'i18n']],
    ['Foo::Bar', ['foo::bar', 'foo', 'bar']],
    [
      'app.setErrorHandler',
      ['app.seterrorhandler', 'app', 'seterrorhandl', 'set', 'error', 'handler'],
    ],
    [
      'src/server-side/read_body',
      ['src/server-side/read_body', 'src', 'server', 'side', 'readbodi', 'read', 'bodi'],
    ],
    ['#include', ['#include', 'includ']],
    ['C++ and C#', ['c++', 'c#']],
    ['--dry-run', ['dryrun', 'dry', 'run']],
    ['--verbose', ['verbos']],
    ['python3', ['python3', 'python']],
    ['__init__', ['init']],
    ['1.0.3', ['1.0.3']],
  ])('are read whole and by their parts: %s', (name, tokens) => {
    expect(tokenize(name, 'en')).toEqual(tokens);
  });

  it('are one however they are written', () => {
    same('en', 'runtimeEnvVars', 'runtime_env_vars');
    same('en', 'runtime_env_vars', 'runtime-env-vars');
  });

  it('are not every two words with a hyphen', () => {
    expect(tokenize('server-side', 'en')).toEqual(['server', 'side']);
  });

  it('are two words with a hyphen if one alone says nothing, or a stop word in capitals', () => {
    expect(tokenize('on-call sign-in opt-out', 'en')).toEqual([
      'oncall',
      'call',
      'signin',
      'sign',
      'optout',
      'opt',
    ]);
    expect(tokenize('the IT department', 'en')).toEqual(['it', 'depart']);
    expect(tokenize('Que dit-on, et a-t-il raison ?', 'fr')).not.toContain('atil');
  });
});

describe('what is no letter', () => {
  it.each(['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'])(
    'does not part a word: %j',
    (mark) => {
      same('en', `data${mark}base`, 'database');
      same('de', `Ur${mark}laub`, 'Urlaub');
    },
  );

  it('is found if it is an emoji', () => {
    expect(tokenize('🚀 launch', 'en')).toEqual(['🚀', 'launch']);
  });
});

describe('compounds', () => {
  it.each([
    ['de', 'Urlaubsantrag', 'Urlaub'],
    ['de', 'Urlaubsantrag', 'Antrag'],
    ['de', 'Kündigungsfrist', 'Kündigung'],
    ['de', 'Datenschutzbeauftragter', 'Datenschutz'],
    ['de', 'Krankenversicherung', 'Versicherung'],
    ['de', 'Krankenversicherungsbeitrag', 'Versicherung'],
    ['de', 'Reisekostenabrechnung', 'Kosten'],
    ['de', 'Reiseantrag', 'Antrag'],
    ['de', 'Notausgang', 'Ausgang'],
    ['de', 'Busfahrer', 'Fahrer'],
    ['de', 'Arbeitsmarkt', 'Markt'],
    ['de', 'Arbeitsplatz', 'Platz'],
    ['de', 'Rathausplatz', 'Rathaus'],
    ['de', 'Mietvertrag', 'Vertrag'],
    ['de', 'Lichtschalter', 'Schalter'],
    ['de', 'Dienstwagen', 'Dienst'],
    ['de', 'Passwort', 'Wort'],
    ['de', 'Netzwerk', 'Werk'],
    ['nl', 'nooduitgang', 'uitgang'],
    ['nl', 'zeeschip', 'zee'],
    ['sv', 'lösenord', 'ord'],
    ['sv', 'nödutgång', 'utgång'],
    ['sv', 'bilverkstad', 'verkstad'],
    ['da', 'årsrapport', 'rapport'],
    ['no', 'togstasjon', 'stasjon'],
    ['nl', 'ziekteverzuim', 'verzuim'],
    ['nl', 'arbeidsongeschiktheidsverzekering', 'ongeschiktheid'],
    ['nl', 'vakantiedagen', 'vakantie'],
    ['sv', 'semesteransökan', 'ansökan'],
    ['sv', 'arbetsgivare', 'arbete'],
    ['sv', 'arbetsmiljöarbetet', 'arbetet'],
    ['da', 'sygedagpenge', 'dagpenge'],
    ['no', 'arbeidsavtale', 'avtale'],
    ['no', 'arbeidsmiljøutvalget', 'utvalg'],
    ['sv', 'friskvårdsbidraget', 'bidrag'],
    ['fi', 'vuosilomahakemus', 'hakemus'],
    ['fi', 'vuosilomahakemuksen', 'hakemus'],
    ['fi', 'vuosilomahakemus', 'vuosiloma'],
    ['fi', 'pyörävarastossa', 'varasto'],
    ['fi', 'palkanmaksu', 'palkka'],
    ['fi', 'kellarissa', 'kellari'],
    ['fi', 'hakemuksen', 'hakemus'],
    ['fi', 'työterveyshuolto', 'terveys'],
    ['fi', 'sairauspoissaolotodistus', 'poissaolo'],
  ])('have their parts (%s: %s, %s)', (language, compound, part) => {
    expect(tokenize(compound, language)).toContain(tokenize(part, language)[0]);
  });

  it('are not looked for in languages that do not join words', () => {
    expect(tokenize('documentation', 'en')).toHaveLength(1);
    expect(tokenize('fonctionnement', 'fr')).toHaveLength(1);
  });
});

describe('any text', () => {
  it('gives bounded, well-formed tokens without white space, in every language alike', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.lorem());
    fc.assert(
      fc.property(texts, fc.constantFrom('en', 'fr', 'ru', 'ja', 'xx'), (text, language) => {
        for (const token of tokenize(text, language)) {
          expect(token.length).toBeGreaterThan(0);
          expect(token.length).toBeLessThanOrEqual(80);
          expect(token).not.toMatch(/\s/);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('takes time in proportion to its length, whatever it is made of', () => {
    const hostile = [
      ...['a', 'a.', "a'", 'aB', 'a-', '_', '東', '😀', 'e\u0301', 'a1', '@', ' '],
      ...['1', '01 ', '+1', 'א"', 'ב\u200c', '1,', '1 ', '100 ', '1.', '0(', '1%', '555-'],
    ];
    for (const part of hostile) {
      const [short, long] = [2 ** 12, 2 ** 18].map((size) =>
        processorTime(() => tokenize(part.repeat(size / part.length), 'en')),
      );
      const inProportion = 2 ** 6 * Math.max(short ?? 0, leastTime);
      // In proportion to its square it would be 64 times that.
      expect(long, JSON.stringify(part)).toBeLessThan(10 * inProportion);
    }
  }, 60_000);
});

/** Microseconds; what is quicker is measured with too much chance. */
const leastTime = 1_000;

/** The processor's time alone, in microseconds: that of other processes on the machine is not counted. */
function processorTime(run: () => void): number {
  const start = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(start);
  return user + system;
}
