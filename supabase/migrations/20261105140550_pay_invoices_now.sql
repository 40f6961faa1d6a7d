-- Why: who sees his open invoice may pay it at once with the saved card; two clicks pay once.

select private.allow_kinds('private.stripe_calls', 'stripe_calls_kind_is_known', array['pay_now']);

-- Queues the payment of an open invoice with the saved card. While one is under way the same one is answered. In: person, company, invoice.
-- Out: { call, page } with the address of the invoice's page. Errors: not_allowed, invoice_not_found, invoice_not_open, card_missing.
create function service.request_payment(person uuid, for_account uuid, invoice uuid) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  bill public.invoices;
  card text;
begin
  perform from public.accounts account join public.account_members member on member.account_id = account.id
    and member.user_id = person and member.role in ('owner', 'billing') where account.id = for_account for no key update of account;
  if not found then
    raise sqlstate 'PT403' using message = 'not_allowed';
  end if;
  select * into bill from public.invoices where id = invoice and account_id = for_account;
  select default_payment_method_id into card from private.stripe_customers where account_id = for_account;
  if bill.id is null then
    raise sqlstate 'PT404' using message = 'invoice_not_found';
  elsif bill.status <> 'open' then
    raise sqlstate 'PT409' using message = 'invoice_not_open';
  elsif card is null then
    raise sqlstate 'PT409' using message = 'card_missing';
  end if;
  return jsonb_build_object('page', bill.hosted_url, 'call', private.queue_stripe_call('pay_now', for_account, jsonb_build_object('payment_method', card),
    'pay_now:' || bill.id || ':' || (select count(*) from private.stripe_calls made where made.invoice_id = bill.id and made.kind = 'pay_now'
                                     and (made.done_at is not null or made.gave_up_at is not null)), bill.membership_id, bill.id));
end
$$;
grant execute on function service.request_payment to service_role;
