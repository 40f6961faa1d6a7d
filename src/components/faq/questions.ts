/** The questions of the FAQ by group, in the order of the journey. Texts: `faq.item.<id>.question` and `.answer`; the id is the address's #anchor too. */
export const questionGroups = [
  {
    group: 'account',
    questions: [
      'mail_missing',
      'link_expired',
      'code_instead',
      'password_reset',
      'old_address',
      'several_people',
      'languages',
    ],
  },
  {
    group: 'products',
    questions: [
      'which_products',
      'model_not_listed',
      'serial_where',
      'serial_worn',
      'approximate',
      'bought_used',
      'bought_abroad',
      'incomplete',
      'disputed',
      'sold',
    ],
  },
  { group: 'migration', questions: ['button_missing', 'old_mailbox', 'migration_points'] },
  { group: 'points', questions: ['points_missing', 'when_invited', 'points_change', 'points_expire'] },
  { group: 'tiers', questions: ['which_tiers', 'business_switch', 'change_tier', 'points_drop'] },
  {
    group: 'payment',
    questions: ['card_or_bank', 'when_charged', 'bank_fees', 'invoice_when', 'due_date', 'card_failed', 'vat'],
  },
  { group: 'membership', questions: ['active_when', 'number_changed', 'renewal', 'cancel'] },
  { group: 'privacy', questions: ['who_sees', 'delete_data', 'contact'] },
] as const;
