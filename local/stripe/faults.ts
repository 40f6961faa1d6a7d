/** A disturbance that a test orders for the next matching API calls. */
export interface Fault {
  method: string;
  /** The start of the address, for example `/v1/invoices`. */
  path: string;
  /** A value the call must carry, for example an invoice's id; calls about something else are left alone. */
  about?: string | undefined;
  /** Whether the call takes effect before it fails. */
  when: 'before' | 'after';
  answer: 500 | 429 | 'reset' | 'delay';
  delayMilliseconds: number;
  times: number;
}

export interface FaultBook {
  order(fault: Fault): void;
  /** Takes the first fault ordered for a call, if there is one. */
  take(method: string, path: string, input: unknown): Fault | undefined;
  clear(): void;
}

/** Keeps ordered disturbances in memory; a restart forgets them. */
export function createFaultBook(): FaultBook {
  let ordered: Fault[] = [];
  return {
    order: (fault) => {
      ordered.push({ ...fault });
    },
    take: (method, path, input) => {
      if (ordered.length === 0) return undefined;
      const carried = JSON.stringify(input);
      const isMeant = ({ about }: Fault) => about === undefined || carried.includes(JSON.stringify(about));
      const fault = ordered.find((entry) => entry.method === method && path.startsWith(entry.path) && isMeant(entry));
      if (!fault) return undefined;
      fault.times -= 1;
      ordered = ordered.filter((entry) => entry.times > 0);
      return fault;
    },
    clear: () => {
      ordered = [];
    },
  };
}
