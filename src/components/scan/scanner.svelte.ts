import { type CodeDetector, makeDetector } from './detector.ts';
import { type Fit, type FoundCode, orderCodes } from './serial-codes.ts';

/** Pause (ms) between two looks; a look takes about as long on a phone. */
const pause = 150;
/** Looks that go on after the first find, so that several codes of a label are all offered. */
const looksAfterFind = 4;

export type ScanState = 'starting' | 'looking' | 'found' | 'photo_none' | 'refused' | 'no_camera' | 'failed';

/** The camera and what it sees. Pictures stay on the device. */
export class Scanner {
  state = $state<ScanState>('starting');
  codes = $state.raw<FoundCode[]>([]);
  /** Whether the camera is on. */
  isLive = $state(false);
  readonly #fit: Fit;
  #detector: Promise<CodeDetector> | undefined;
  #stream: MediaStream | undefined;
  #video: HTMLVideoElement | undefined;
  #closed = false;
  #round = 0;

  constructor(fit: Fit) {
    this.#fit = fit;
  }

  /** Switches the camera on, and looks for codes until some are found. */
  async start(video: HTMLVideoElement): Promise<void> {
    this.#video = video;
    try {
      this.#stream = await openCamera();
      // Closed while the person was asked for permission.
      if (this.#closed) return this.stop();
      video.srcObject = this.#stream;
      await video.play();
      this.isLive = true;
      await this.look();
    } catch (failure) {
      this.stop();
      if (!this.#closed) this.state = nameFailure(failure);
    }
  }

  /** Looks at what the camera shows until codes are found; again after a find. */
  async look(): Promise<void> {
    const video = this.#video;
    if (!video || !this.isLive) return;
    const round = ++this.#round;
    this.state = 'looking';
    this.codes = [];
    try {
      const detector = await this.#load();
      const read = new Set<string>();
      let left = looksAfterFind;
      while (left > 0 && !this.#closed && round === this.#round) {
        for (const { rawValue } of await detector.detect(video)) read.add(rawValue);
        if (read.size > 0) {
          left -= 1;
          this.#show(read);
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    } catch {
      if (!this.#closed) this.state = 'failed';
    }
  }

  /** Looks for codes in a photo. */
  async readPhoto(file: File): Promise<void> {
    this.#round += 1;
    try {
      const detector = await this.#load();
      const read = new Set((await detector.detect(await createImageBitmap(file))).map(({ rawValue }) => rawValue));
      if (read.size > 0) this.#show(read);
      else this.state = 'photo_none';
    } catch {
      this.state = 'photo_none';
    }
  }

  /** Switches the camera off. */
  stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.isLive = false;
  }

  /** The dialog is gone: nothing is looked for any more. */
  close(): void {
    this.#closed = true;
    this.stop();
  }

  #load(): Promise<CodeDetector> {
    this.#detector ??= makeDetector();
    return this.#detector;
  }

  #show(read: ReadonlySet<string>): void {
    this.codes = orderCodes([...read], this.#fit);
    this.state = 'found';
  }
}

async function openCamera(): Promise<MediaStream> {
  // Without a secure address browsers have no cameras at all.
  if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1920 }, height: { ideal: 1080 } },
  });
}

function nameFailure(failure: unknown): ScanState {
  const name = failure instanceof DOMException ? failure.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return ['NotFoundError', 'OverconstrainedError', 'NotReadableError', 'AbortError'].includes(name)
    ? 'no_camera'
    : 'failed';
}
