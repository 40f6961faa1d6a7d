import * as z from 'zod/mini';
import { clearDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { once } from '../../lib/once.ts';

const form = 'products.news';
const newsSchema = once(() => z.object({ kind: z.enum(['saved', 'removed']), id: z.string(), model: z.string() }));

/** What the form did, to be told by the list, which is another page. */
export type News = z.infer<ReturnType<typeof newsSchema>>;

/** Leaves a message for the list. */
export function leaveNews(news: News): void {
  saveDraft(form, news);
}

/** The message, once; null when there is none. */
export function takeNews(): News | null {
  const parsed = z.safeParse(newsSchema(), readDraft(form));
  clearDraft(form);
  return parsed.success ? parsed.data : null;
}
