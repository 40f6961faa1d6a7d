/** A line of the table: what it took, what the least possible takes, and the limits of both. */
export interface Line {
  name: string;
  /** Milliseconds. */
  time: number;
  floor: number;
  /** What the floor is, in a few words. */
  floorName: string;
  mostTime?: number;
  mostRatio?: number;
}

/** Prints lines and remembers which are past a limit. */
export class Report {
  readonly problems: string[] = [];

  heading(text: string): void {
    console.log(
      `\n${text}\n${'what'.padEnd(46)}${'ms'.padStart(9)}${'floor ms'.padStart(10)}${'ratio'.padStart(8)}  floor`,
    );
  }

  line({ name, time, floor, floorName, mostTime, mostRatio }: Line): void {
    const ratio = time / floor;
    console.log(
      `${name.padEnd(46)}${time.toFixed(2).padStart(9)}${floor.toFixed(2).padStart(10)}${ratio.toFixed(2).padStart(8)}  ${floorName}`,
    );
    if (mostTime !== undefined) this.hold(`${name}: ${time.toFixed(2)} ms`, time <= mostTime, `${mostTime} ms`);
    if (mostRatio !== undefined)
      this.hold(`${name}: ${ratio.toFixed(2)} × its floor`, ratio <= mostRatio, `${mostRatio}`);
  }

  /** Notes a problem unless the limit is kept. */
  hold(what: string, isKept: boolean, limit: string): void {
    if (!isKept) this.problems.push(`${what}, limit ${limit}`);
  }
}
