import type { Locations } from '../document.ts';

/** A document's text as Markdown. */
export interface DocumentText {
  text: string;
  locations?: Locations;
  /** What its bytes were decoded from, unless that is UTF-8 or the format's own matter. */
  charset?: string;
}
