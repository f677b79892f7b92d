import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTemporaryFolders } from '../github/temporary-clone.ts';
import { type Searchable, searchable } from '../support/searchable.ts';

let docPilot: Searchable;
const calls = (name: string) =>
  Array.from({ length: 6 }, (_, at) => `  expect(${name}(${at})).toBe(${at});`).join('\n');

beforeAll(async () => {
  docPilot = await searchable({
    'src/lights.ts':
      '/** Opens the shutter of a lamp. */\nexport function openShutter(lamp: Lamp) {\n  return lamp.turn(90);\n}\n',
    'test/lights.test.ts': `import { openShutter } from '../src/lights';\ntest('openShutter', () => {\n${calls('openShutter')}\n});\n`,
    'tide/tide.go':
      'package tide\n\n// ReadGauge reads the gauge.\nfunc ReadGauge() int {\n\treturn 3\n}\n',
    'tide/tide_test.go': `package tide\n\nfunc TestReadGauge(t *testing.T) {\n${'\tReadGauge()\n'.repeat(6)}}\n`,
    'rope/knots.py':
      'def tie_bowline(rope):\n    """Ties a bowline."""\n    return rope.tie("bowline")\n',
    'rope/tests/test_knots.py': `def test_bowline():\n${'    assert tie_bowline(rope)\n'.repeat(6)}`,
    'mocks/gauge.mock.ts': `export const calibrateGauge = () => 0;\n${'calibrateGauge();\n'.repeat(6)}`,
    'Tests/GaugeTests.swift': `func testGauge() {\n${'  calibrateGauge()\n'.repeat(6)}}\n`,
    'docs/calibration.md': '# Calibration\n\nCall `calibrateGauge` once a year.\n',
    'src/tide/table.ts':
      '/** Computes the tide table of a port. */\nexport class TideTable {\n  constructor(private port: string) {}\n\n  /** The next high water. */\n  nextHighWater(after: Date): Date {\n    return after;\n  }\n}\n',
    'src/tide/__tests__/tide.js': Array.from(
      { length: 10 },
      (_, at) => `test('TideTable.nextHighWater ${at}', () => {})\n`,
    ).join(''),
    'docs/testing.md': '# Testing the gauge\n\nCall ReadGauge at low water.\n',
  });
});
afterAll(async () => {
  await docPilot.close();
  removeTemporaryFolders();
});

test.each([
  ['openShutter', 'src/lights.ts'],
  ['tie_bowline', 'rope/knots.py'],
  ['ReadGauge', 'tide/tide.go'],
  ['calibrateGauge', 'docs/calibration.md'],
  ['TideTable.nextHighWater', 'src/tide/table.ts'],
  ['TideTable.nextHighWater()', 'src/tide/table.ts'],
  ['TideTable nextHighWater', 'src/tide/table.ts'],
])('what defines or documents %s goes before what tests it', async (query, path) => {
  const { results } = await docPilot.ask(query);
  expect(results.map((result) => result.path)[0]).toBe(path);
});

test.each([
  ['openShutter test', 'test/lights.test.ts'],
  ['tests of tie_bowline', 'rope/tests/test_knots.py'],
  ['TideTable.nextHighWater spec', 'src/tide/__tests__/tide.js'],
  ['tide.js', 'src/tide/__tests__/tide.js'],
])('unless the query says test: %s', async (query, path) => {
  const { results } = await docPilot.ask(query);
  expect(results.map((result) => result.path)[0]).toBe(path);
});
