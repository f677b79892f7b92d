/** What may be changed in how code is indexed and ranked; what is left out is as search does it. */
export interface Variant {
  name: string;
  /** Code without an extension is read as prose. */
  asProse?: boolean;
  /** How often a passage's vector counts the names that the passage defines. */
  definitions?: number;
  /** What a passage of code has as headings: its file's name, or what defines the blocks around it. */
  context?: readonly ('file' | 'names' | 'signatures')[];
  /** What a document's passages count, best first; the first alone is the usual. */
  passages?: readonly number[];
}

/** The first is what search does. */
export const variants: readonly Variant[] = [
  { name: 'now' },
  { name: 'without extension: prose', asProse: true },
  { name: 'definitions: no more', definitions: 0 },
  { name: 'definitions: twice more', definitions: 2 },
  { name: 'neither', asProse: true, definitions: 0 },
  { name: 'context: file', context: ['file'] },
  { name: 'context: names', context: ['names'] },
  { name: 'context: file, names', context: ['file', 'names'] },
  { name: 'context: file, signatures', context: ['file', 'signatures'] },
  { name: 'passages: 1, .1', passages: [1, 0.1] },
  { name: 'passages: 1, .25', passages: [1, 0.25] },
  { name: 'passages: 1, .5', passages: [1, 0.5] },
  { name: 'passages: 1, .5, .25', passages: [1, 0.5, 0.25] },
];
