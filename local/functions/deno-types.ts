/** The little of Deno's own interface that the local runtime uses; the functions themselves are checked by `deno check`. */
export type Handler = (request: Request, info: unknown) => Response | Promise<Response>;

export interface DenoRuntime {
  args: string[];
  serve(options: object, handler?: Handler): { finished: Promise<void> };
  exit(code: number): never;
  readDir(path: string): AsyncIterable<{ name: string; isDirectory: boolean }>;
  stdin: { readable: ReadableStream<Uint8Array> };
}
