import { dataNotice } from './assistant-answer.ts';

/** The words of the notice, whatever stands between them. */
const imitation = new RegExp((dataNotice.match(/\w+/g) ?? []).join('[^\\p{L}\\p{N}]+'), 'giu');
const replacement = '[the document repeats DocPilot’s notice here]';

/** A text of a document in which nobody can take a sentence for DocPilot's own notice. */
export function withoutImitation(text: string): string {
  return text.replace(imitation, replacement);
}

/** The same for all texts of an answer but the notice itself. */
export function withoutImitations<Answer extends object>(answer: Answer): Answer {
  const cleaned = JSON.stringify(answer, (name, value) =>
    typeof value === 'string' && name !== 'notice' ? withoutImitation(value) : value,
  );
  return JSON.parse(cleaned);
}
