/** Largest file in bytes. A file of 10,000 products has about one million. */
export const mostBytes = 10_000_000;

/** Most rows of one import; the database refuses more. */
export const mostRows = 10_000;

/** Most columns that are looked at. */
export const mostColumns = 60;

/** Longest cell in characters; a row with a longer one is refused. */
export const longestCell = 500;

/** What a workbook may hold when it is unpacked, in bytes: a small file can unpack to gigabytes. */
export const mostUnpackedBytes = 60_000_000;
