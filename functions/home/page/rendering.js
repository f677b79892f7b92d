// What renders results and documents. Its Markdown parser is larger than all the rest of the page, so
// this is loaded apart, by import().
export { documentText } from './document-text.js';
export { foldLong, resultElement } from './result.js';
