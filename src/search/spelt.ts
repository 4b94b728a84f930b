/** Phrases made ready for comparing spellings. */

/** A phrase without spaces, and which letters it has. */
export type Spelt = { readonly phrase: string; readonly letters: string; readonly mask: number };

/** One bit for each letter of a text (letters may share a bit). */
export const letterMask = (text: string): number => {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << (text.charCodeAt(at) % 31);
  return mask;
};
