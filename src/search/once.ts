/**
 * A constant that is made when it is first asked for. For tables out of Unicode's data, which take tens of
 * milliseconds that no start has to wait for.
 */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
