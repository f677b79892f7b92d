import { OPS } from 'unpdf/pdfjs';
import type { GraphicsState } from './pdf-graphics-state.ts';
import { identity, type Matrix, transformed } from './pdf-places.ts';

/** Does what an operator says of where and how text is set (ISO 32000-2, 9.3 and 9.4). */
export function placeText(
  state: GraphicsState,
  operator: number,
  values: readonly unknown[],
): void {
  const [first = 0, second = 0] = values;
  switch (operator) {
    case OPS.beginText:
      beginLine(state, identity);
      break;
    case OPS.setTextMatrix:
      beginLine(state, first as Matrix);
      break;
    case OPS.moveText:
      moveLine(state, Number(first), Number(second));
      break;
    case OPS.setLeadingMoveText:
      state.leading = -Number(second);
      moveLine(state, Number(first), Number(second));
      break;
    case OPS.nextLine:
      moveLine(state, 0, -state.leading);
      break;
    case OPS.setLeading:
      state.leading = Number(first);
      break;
    case OPS.setCharSpacing:
      state.charSpacing = Number(first);
      break;
    case OPS.setWordSpacing:
      state.wordSpacing = Number(first);
      break;
    case OPS.setHScale:
      state.widthFactor = Number(first) / 100;
      break;
    case OPS.setTextRise:
      state.rise = Number(first);
      break;
    case OPS.setTextRenderingMode:
      state.renderingMode = Number(first);
      break;
  }
}

function beginLine(state: GraphicsState, matrix: Matrix): void {
  state.lineMatrix = matrix;
  state.textMatrix = matrix;
}

/** Begins a line at a place that is told from the beginning of the line before. */
function moveLine(state: GraphicsState, x: number, y: number): void {
  beginLine(state, transformed(state.lineMatrix, [1, 0, 0, 1, x, y]));
}
