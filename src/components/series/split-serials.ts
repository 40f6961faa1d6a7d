/** Serials pasted together, one per line or cell: '052…\n052…' or '052…;052…'. A serial may hold spaces, so those do not separate. */
export function splitSerials(pasted: string): string[] {
  return pasted
    .split(/[\r\n\t;,]+/)
    .map((serial) => serial.trim())
    .filter(Boolean);
}
