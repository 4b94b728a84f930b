import { tzOffset } from '@date-fns/tz';

/** The offset of a zone at an instant, as people write it: `UTC+3`, `UTC+5:30`, `UTC`. */
export const offsetText = (instant: Date, zone: string): string => {
  const minutes = tzOffset(zone, instant);
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
};
