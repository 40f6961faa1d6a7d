/** What looks for codes in a picture; the same in browsers that can and in the kept library. */
export interface CodeDetector {
  detect(picture: HTMLVideoElement | ImageBitmap): Promise<readonly { rawValue: string }[]>;
}

/** The kinds of code that stand on labels of devices. */
const formats = ['code_128', 'code_39', 'code_93', 'ean_13', 'upc_a', 'itf', 'data_matrix', 'qr_code'] as const;

interface NativeDetector {
  new (options: { formats: readonly string[] }): CodeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own detector where it knows the usual kinds, else the library, which is loaded only then (1 MB, from our own site). */
export async function makeDetector(): Promise<CodeDetector> {
  const native = (globalThis as { BarcodeDetector?: NativeDetector }).BarcodeDetector;
  const known: readonly string[] = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  const supported = formats.filter((format) => known.includes(format));
  if (native && supported.includes('code_128')) return new native({ formats: supported });
  const [{ BarcodeDetector, prepareZXingModule }, { default: address }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  prepareZXingModule({ overrides: { locateFile: () => address } });
  return new BarcodeDetector({ formats: [...formats] });
}
