/**
 * Makes a value when it is first asked for, and keeps it. For what takes a phone a moment to make, as checks of data do: not all of it while a page
 * opens.
 */
export function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
