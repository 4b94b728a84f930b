import { randomBytes } from 'node:crypto';

/**
 * A new id of 22 letters and digits: short enough for Discord's `nonce` (25 characters), random enough never to
 * come twice, and beginning with the time, so that rows made together lie together in an index.
 */
export const newId = (now: number): string =>
  `${now.toString(36).padStart(9, '0')}${BigInt(`0x${randomBytes(9).toString('hex')}`)
    .toString(36)
    .padStart(14, '0')
    .slice(-13)}`;
