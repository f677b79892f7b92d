const space = '[\\u0020\\u00A0\\u202F]';
/** Units of several letters, in these, small and capital letters. */
const units =
  'km/h kmh m/s km cm mm nm µm μm kg mg ml cl dl kV mV mA kW MW kWh Wh mAh Hz kHz MHz GHz kΩ MΩ µF nF pF kPa hPa bar psi dB lm rpm px KB MB GB TB KiB MiB GiB TiB MB/s GB/s kbit/s Mbit/s Gbit/s Mbps Gbps fps ms ns min mph lb lbs oz kcal kJ';
/** Units of one sign: other letters stand beside a number for other things. */
const signs = 'V A W m s h g l Ω Ω m² m³ cm² km² mm² cm³';
const forms = new Set([
  ...units.split(' ').flatMap((unit) => [unit, unit.toLowerCase(), unit.toUpperCase()]),
  ...signs.split(' '),
]);
const unit = [...forms].sort((a, b) => b.length - a.length).join('|');
const end = '(?![\\p{L}\\p{N}_]|[-./:@][\\p{L}\\p{N}])';
const decimal = '\\d+(?:[.,]\\d+)?';

/** Behind a number: km/h in 100 km/h and 100km/h. */
export const unitSign = `${space}?(?:${unit})${end}`;
/** 5x7, 5 x 7, 1920×1080; 0x10 is one number. */
export const dimensions = `(?!0x)${decimal}(?:${space}?[x×]${space}?${decimal}){1,2}${end}`;

const quantity = new RegExp(`^(.*\\d)${space}?(${unit})$`, 'u');
const isDimensions = new RegExp(`^${dimensions}$`, 'u');
const aliases = new Map([['kmh', 'km/h']]);

/** The number of a quantity and its unit in small letters; null: it is none. */
export function quantityOf(found: string): { number: string; unit: string } | null {
  const [, number, sign = ''] = quantity.exec(found) ?? [];
  const unit = sign.toLowerCase();
  return number === undefined ? null : { number, unit: aliases.get(unit) ?? unit };
}

/** A dimension as one word, then its numbers: 5x7, 5, 7. Null: it is none. */
export function dimensionWords(found: string): string[] | null {
  if (!isDimensions.test(found)) return null;
  const numbers = found.match(/\d+(?:[.,]\d+)?/g)?.map((one) => one.replace(',', '.')) ?? [];
  return [...new Set([numbers.join('x'), ...numbers])];
}
