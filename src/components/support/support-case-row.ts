/** A case as the company sees it; columns of `support_cases`. */
export interface SupportCase {
  id: string;
  reference: string;
  topic: string;
  message: string;
  state: 'open' | 'waiting' | 'closed';
  created_at: string;
}
