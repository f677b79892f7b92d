import type { Locations } from '../document.ts';

/** A document's text as Markdown. */
export interface DocumentText {
  text: string;
  locations?: Locations;
}
