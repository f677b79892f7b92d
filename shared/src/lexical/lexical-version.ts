/**
 * The version of all that decides a stored vector: words, stems, languages, weights and hashes.
 * Change it whenever one of them gives another output; all documents are then read again.
 */
export const lexicalVersion = 'lexical-12';
