import { describe, expect, it } from 'vitest';
import { readRuns, readWords } from '../../shared/src/lexical/words/read-words.ts';

const numbers = [3, 5, 10, 22, 64, 100, 1.5, 2.75];
const units = ['km/h', 'kΩ', 'GHz', 'GB', 'ms', 'kWh', 'mm', 'V', 'W', 'm²', 'MB/s', 'µF'];

describe('quantities', () => {
  it('are the same with and without a space before the unit', () => {
    for (const unit of units)
      for (const number of numbers) {
        const joined = readWords(`${number}${unit}`);
        for (const space of [' ', '\u00A0', '\u202F'])
          expect(readWords(`${number}${space}${unit}`)).toEqual(joined);
        expect(joined).toContain(`${number}${unit.toLowerCase()}`);
        expect(joined).toContain(`${number}`);
      }
  });

  it('are found by their unit in other letters, and a comma is a point', () => {
    expect(readWords('100 KM/H')).toEqual(readWords('100km/h'));
    expect(readWords('100 kmh')).toEqual(readWords('100 km/h'));
    expect(readWords('3,5 GHz')).toContain('3.5ghz');
    expect(readWords('1 200 km')).toContain('1200km');
  });

  it('are no other words that begin with a number', () => {
    for (const word of ['5G', '2FA', '3D', '4K', '5th', '7zip', '0x10'])
      expect(readRuns(word)).toEqual([word]);
    expect(readWords('2FA')).toContain('2fa');
    expect(readRuns('5 min-walk')).toEqual(['5', 'min-walk']);
    expect(readRuns('3 Vans')).toEqual(['3', 'Vans']);
    expect(readRuns('10 sheets')).toEqual(['10', 'sheets']);
  });
});

describe('dimensions', () => {
  it.each([
    ['5x7', '5 x 7', '5×7', '5 × 7'],
    ['1920x1080', '1920×1080', '1920 x 1080'],
    ['2.5x10x30', '2,5 x 10 x 30', '2.5 × 10 × 30'],
  ])('%s is the same with spaces and with the sign', (...forms) => {
    const [first = '', ...others] = forms;
    for (const other of others) expect(readWords(other)).toEqual(readWords(first));
    expect(readWords(first)).toContain(first);
  });
});

describe('times of day', () => {
  it('are the same in every form', () => {
    for (const hour of [1, 7, 9, 10, 11])
      for (const minutes of ['00', '15', '30', '45']) {
        const padded = `${hour}`.padStart(2, '0');
        const time = `${hour}:${minutes}`;
        for (const form of [
          time,
          `${padded}:${minutes}`,
          `${hour}h${minutes}`,
          `${padded} h ${minutes}`,
        ])
          expect(readWords(form), form).toEqual([time]);
        for (const form of [`${time}am`, `${time} am`, `${time} AM`, `${hour}.${minutes} Uhr`])
          expect(readWords(form), form).toEqual([time]);
        const afternoon = `${hour + 12}:${minutes}`;
        for (const form of [`${time}pm`, `${time} pm`])
          expect(readWords(form), form).toEqual([afternoon, time]);
      }
  });

  it('of opening hours are two, and full hours may have no minutes', () => {
    expect(readWords('09:30-17:00')).toEqual(['9:30', '17:00']);
    expect(readWords('9 am')).toContain('9:00');
    expect(readWords('12am')).toContain('0:00');
    expect(readWords('12 pm')).toContain('12:00');
  });

  it('leave other numbers as they are', () => {
    expect(readWords('18h')).not.toContain('18:00');
    expect(readWords('99:99')).toContain('99:99');
    expect(readWords('3.30 euros')).not.toContain('3:30');
    expect(readWords('12:00:01')).toContain('12:00:01');
  });
});

describe('ids', () => {
  it.each(['001A2B3C4D5E', 'AA1B2C3D4E5F', '0c1d2e3f4a5b'])(
    'the address of a network card, %s, is one word in every form',
    (address) => {
      const by = (length: number, mark: string) =>
        (address.match(new RegExp(`.{${length}}`, 'g')) ?? []).join(mark);
      for (const form of [address, by(2, ':'), by(2, '-'), by(4, '.')])
        expect(readWords(form), form).toEqual([address.toLowerCase()]);
    },
  );

  it.each([
    ['§ 14', '§14'],
    ['§ 433', '§433'],
    ['§ 14a', '§14a'],
  ])('%s is %s', (apart, joined) => {
    expect(readWords(apart)).toEqual(readWords(joined));
    expect(readWords(apart)).toContain(joined);
  });

  it.each(['HDMI2.1', 'iOS17.4', 'PostgreSQL15.6', 'python3.11'])(
    '%s has its version apart',
    (name) => {
      expect(readWords(name)).toEqual(readWords(name.replace(/(?=\d)/, ' ')));
    },
  );
});
