/**
 * What one file may cost at most. Beyond a limit it is skipped; only what is marked as cut is
 * left out of a file that is read.
 */
export const limits = {
  /** Bytes of a document that is no plain text; a bigger one is not fetched. */
  documentBytes: 20 * 1024 * 1024,
  /** Bytes up to which HTML, CSV and notebooks are read without a thread of their own. */
  inlineBytes: 256 * 1024,
  /**
   * Characters of the text that is made of a document; of a page, mbox or notebook, which is
   * text itself, as many as it has, and of separated values twice as many.
   */
  textChars: 4 * 1024 * 1024,
  /** Elements inside each other, in HTML and XML. */
  nestedElements: 400,
  /** Cells of one table row; cut. */
  tableColumns: 1_000,
  /** Rows of one table; of separated values, which are written while they are read, as many as there are. */
  tableRows: 200_000,
  /** Cells of one table; of a sheet, those that hold something. */
  tableCells: 500_000,
  /** Characters of one cell of a workbook, which is Excel's own limit; cut. */
  cellChars: 32_767,
  /** Objects and lists in a notebook's JSON, and how many values they may hold. */
  jsonContainers: 300_000,
  jsonValues: 3_000_000,
  /** Characters of one notebook cell's outputs; cut. */
  outputChars: 2_000,
  /** Characters of the markup that is looked through for them; cut. */
  outputMarkup: 40_000,
  /** Files in one archive. */
  archiveEntries: 10_000,
  /** Bytes of one file of an archive, inflated. */
  partBytes: 128 * 1024 * 1024,
  /** Bytes read from one archive, inflated. */
  archiveBytes: 192 * 1024 * 1024,
  /** Elements in the XML that is read from one archive. */
  xmlElements: 6_000_000,
  /** Elements in the XML of a docx, which is held in memory as a whole. */
  docxElements: 120_000,
  /** Pages of a PDF. */
  pdfPages: 5_000,
  /** Parts inside each other in one message, its attachments, and messages in one mbox. */
  mailDepth: 32,
  mailAttachments: 500,
  mailMessages: 20_000,
  /** Messages of one mbox whose charset may be guessed, which takes some milliseconds. */
  mailGuesses: 1_000,
  /** Messages inside each other, and the bytes of those inside the first; no others are read. */
  nestedMessages: 8,
  nestedMessageBytes: 16 * 1024 * 1024,
  /** Megabytes that a thread reading one document may hold in objects, and in buffers. */
  threadHeapMegabytes: 160,
  threadBufferMegabytes: 120,
  /**
   * Milliseconds of processor time that any document has, and what each MiB of it adds: twice
   * what the largest that is read takes on a slow processor, so that size decides and not speed.
   */
  threadMs: 10_000,
  threadMsPerMebibyte: 2_000,
  /**
   * Milliseconds of real time to mask, cut and weigh a text, which keeps a sync from renewing its
   * lease of 90 s; and how many characters are done without being timed, within a second.
   */
  prepareMs: 60_000,
  untimedChars: 32_768,
  /** How much longer than its processor time a document may take on a busy machine. */
  wallFactor: 5,
} as const;
