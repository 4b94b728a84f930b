import { preview } from '../../texts/en/preview.ts';

/** What the page says; the one place that chooses its language. */
export const texts = preview;
