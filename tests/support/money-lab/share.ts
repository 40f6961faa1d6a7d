/** Which part of all trials a process makes, when several share them: every `parts`-th, from `part` (0 …) on. */
export interface Share {
  part: number;
  parts: number;
}

/** Whether the trial with this number (0, 1, 2 …) is this process's. */
export const isOwn = ({ part, parts }: Share, trial: number): boolean => trial % parts === part;
