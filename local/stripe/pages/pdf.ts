/** One line of text on the page: points from the left and the bottom edge of an A4 sheet. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  size: number;
  isBold?: boolean;
  /** Hex, such as `#1d4ed8`; black unless given. */
  colour?: string;
}

/** Signs that WinAnsi keeps at other places than Unicode. */
const winAnsi: Record<string, number> = {
  '€': 0x80,
  '–': 0x96,
  '—': 0x97,
  '’': 0x92,
  '•': 0x95,
  Š: 0x8a,
  š: 0x9a,
  Ž: 0x8e,
  ž: 0x9e,
};

/** Writes a one-page A4 PDF with the standard font Helvetica. Signs outside WinAnsi become question marks. */
export function writePdf(texts: PdfText[], title: string): Uint8Array {
  const content = texts
    .map(
      (part) =>
        `BT ${encodeColour(part.colour)} rg /${part.isBold ? 'F2' : 'F1'} ${part.size} Tf ${part.x} ${part.y} Td (${encodeText(part.text)}) Tj ET`,
    )
    .join('\n');
  const font = (name: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${encodeText(title)}) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(file, (sign) => sign.charCodeAt(0));
}

/** Keeps every sign as one byte, so that lengths and offsets count right. */
function encodeText(text: string): string {
  return Array.from(text.normalize('NFC'), encodeSign).join('');
}

function encodeSign(sign: string): string {
  const plain = /\s/.test(sign) ? ' ' : sign === '\u2212' ? '-' : sign;
  const code = winAnsi[plain] ?? plain.codePointAt(0) ?? 63;
  if (code > 255 || code < 32) return '?';
  const letter = String.fromCharCode(code);
  return letter === '(' || letter === ')' || letter === '\\' ? `\\${letter}` : letter;
}

/** `#1d4ed8` as the three parts of red, green and blue between 0 and 1. */
function encodeColour(hex = '#000000'): string {
  return [1, 3, 5].map((start) => (Number.parseInt(hex.slice(start, start + 2), 16) / 255).toFixed(3)).join(' ');
}
