import { text } from './language.js';

/** @type {Record<string, 'stateOpen' | 'stateClosed' | 'stateMerged' | 'stateAnswered'>} */
const names = {
  open: 'stateOpen',
  closed: 'stateClosed',
  merged: 'stateMerged',
  answered: 'stateAnswered',
};

/** How a conversation stands, in the reader's language. @param {string} state */
export function stateName(state) {
  const name = names[state];
  return name ? text(name) : state;
}
