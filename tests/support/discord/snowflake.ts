const discordEpoch = 1_420_070_400_000n;

/** Gives ids as Discord does: milliseconds since 2015 shifted by 22 bits, then a counter. */
export function snowflakes(now: () => number): () => string {
  let counter = 0n;
  return () => {
    counter += 1n;
    return String(((BigInt(now()) - discordEpoch) << 22n) + (counter & 0x3fffffn));
  };
}

export function isSnowflake(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,20}$/.test(value);
}
