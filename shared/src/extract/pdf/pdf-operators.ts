import { AnnotationMode, OPS, type PDFPageProxy } from 'unpdf/pdfjs';

/** One drawing operator of a page: its number in pdf.js's OPS, and what it is drawn with. */
export type PdfOperator = readonly [number, readonly unknown[] | null];

/**
 * A page's drawing operators without its annotations. They come piece by piece, as they do to
 * pdf.js's own canvas: `page.getOperatorList` would hold a whole map or plan in memory.
 */
export async function* readPdfOperators(page: PDFPageProxy): AsyncGenerator<PdfOperator> {
  const index = page.pageNumber - 1;
  const { _transport: transport } = page as unknown as { _transport: Transport };
  const intent = transport.getRenderingIntent('display', AnnotationMode.DISABLE, null, false, true);
  const reader = transport.messageHandler
    .sendWithStream('GetOperatorList', {
      pageId: index,
      pageIndex: index,
      intent: intent.renderingIntent,
      cacheKey: intent.cacheKey,
      annotationStorage: intent.annotationStorageSerializable.map,
      modifiedIds: intent.modifiedIds,
    })
    .getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const { fnArray, argsArray } = read.value;
    for (const [at, operator] of fnArray.entries()) {
      const args = argsArray[at] ?? null;
      if (operator === OPS.dependency) await fontsOf(page, args as string[]);
      else yield [operator, args];
    }
  }
}

/** Waits for fonts, whose names begin with g_ as those of all that pages share. */
async function fontsOf({ commonObjs }: PDFPageProxy, names: readonly string[]): Promise<void> {
  for (const name of names.filter((name) => name.startsWith('g_'))) {
    await new Promise((resolve) => commonObjs.get(name, resolve));
  }
}

/** What `page.getOperatorList` itself asks; of unpdf 1.8. */
interface Transport {
  getRenderingIntent(
    intent: string,
    annotationMode: number,
    printStorage: null,
    isEditing: boolean,
    isOperatorList: boolean,
  ): {
    renderingIntent: number;
    cacheKey: string;
    annotationStorageSerializable: { map: unknown };
    modifiedIds: unknown;
  };
  messageHandler: {
    sendWithStream(
      name: string,
      data: object,
    ): ReadableStream<{
      fnArray: readonly number[];
      argsArray: readonly (readonly unknown[] | null)[];
    }>;
  };
}
