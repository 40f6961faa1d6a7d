/** A text read from a label that may be the serial. */
export interface FoundCode {
  code: string;
  /** Looks like a serial of the chosen model. */
  fits: boolean;
}

/** Tells whether a text looks like a serial of a model. Made by `makeFit`. */
export type Fit = (code: string) => boolean;

/** What parts the fields of a GS1 code. */
const separator = String.fromCharCode(0x1d);

/** Longest serial the database takes. */
const longest = 60;

/**
 * Knows a model's serials: by its pattern, else by the shape of its example ('C80012345': a letter and eight digits). Without a model, or when
 * the pattern cannot be used here, nothing fits.
 */
export function makeFit(model: { serial_pattern?: string | undefined; serial_example: string } | null): Fit {
  if (!model) return () => false;
  const shape = (code: string): string => code.replace(/\d/g, '0').replace(/\p{L}/gu, 'A');
  const pattern = parsePattern(model.serial_pattern);
  return (code) => {
    const plain = code.toUpperCase().replace(/[\s\u2010-\u2015-]/g, '');
    return pattern ? pattern.test(plain) : shape(plain) === shape(model.serial_example);
  };
}

/**
 * What the codes of a label can mean, the likeliest first: serials of the model, then the rest as it was read. A code that holds more ('SN:052031002290',
 * 'https://…/?sn=…', GS1 '(01)…(21)…') offers the part that fits.
 */
export function orderCodes(read: readonly string[], fit: Fit): FoundCode[] {
  const found = new Map<string, FoundCode>();
  for (const raw of read.map((text) => text.trim()).filter(Boolean)) {
    const parts = [raw, ...readSerialParts(raw), ...raw.split(/[^\p{L}\p{N}-]+/u)].filter(
      (part) => part !== '' && part.length <= longest,
    );
    const fitting = parts.filter(fit);
    const offered = fitting.length > 0 ? fitting : parts.slice(0, 1);
    for (const code of offered) if (!found.has(code)) found.set(code, { code, fits: fitting.length > 0 });
  }
  return [...found.values()].sort((one, other) => Number(other.fits) - Number(one.fits));
}

/** The serial of a GS1 code (application identifier 21), or what follows 'SN', 'S/N' or 'serial'. */
function readSerialParts(raw: string): string[] {
  const gs1 = /\(21\)([^(]{1,20})/.exec(raw.replaceAll(`${separator}21`, '(21)').replaceAll(separator, '('))?.[1];
  const named = /(?:^|[^\p{L}])(?:S\/?N|serial(?:\s*(?:no|number))?)\s*[:=.#]?\s*([\p{L}\p{N}-]+)/iu.exec(raw)?.[1];
  return [gs1, named].filter((part) => part !== undefined);
}

function parsePattern(pattern: string | undefined): RegExp | null {
  try {
    return pattern ? new RegExp(pattern) : null;
  } catch {
    return null;
  }
}
