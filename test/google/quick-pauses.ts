import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

// Loaded before a script: its pauses between two tries last a hundredth of their time.
const { setTimeout: wait } = timers;
timers.setTimeout = (ms, value, options) => wait((ms ?? 0) / 100, value, options);
syncBuiltinESMExports();
