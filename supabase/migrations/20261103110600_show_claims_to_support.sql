-- Why: what staff look at before they decide, in plain words.

create view support.disputes with (security_invoker = on) as
select dispute.id as dispute, support_case.reference as "case",
       case when dispute.closed_at is null then 'open' else 'closed' end as state,
       (holder.state = 'stolen') is true as reported_stolen,
       model.name as model, claimant.serial_number as serial,
       claimant_company.company_name as claimant, claimant.account_id as claimant_account, claimant.id as claimant_product,
       claimant.purchased_on as claimant_bought_on, claimant.dealer_name as claimant_dealer, claimant_proofs.files as claimant_proofs,
       holder_company.company_name as holder, holder.account_id as holder_account, holder.id as holder_product,
       holder.purchased_on as holder_bought_on, holder.dealer_name as holder_dealer, coalesce(holder_proofs.files, 0) as holder_proofs,
       dispute.opened_at, extract(day from coalesce(dispute.closed_at, now()) - dispute.opened_at)::integer as days,
       dispute.outcome, dispute.closed_at, action.staff as decided_by, action.reason
from private.disputes dispute
join public.product_models model on model.id = dispute.model_id
join public.products claimant on claimant.id = dispute.claimant_product_id
join public.accounts claimant_company on claimant_company.id = claimant.account_id
left join public.products holder on holder.id = dispute.holder_product_id
left join public.accounts holder_company on holder_company.id = holder.account_id
left join private.staff_actions action on action.id = dispute.staff_action_id
left join lateral (select count(*) as files from public.purchase_proofs where product_id = claimant.id and stored_at is not null) as claimant_proofs on true
left join lateral (select count(*) as files from public.purchase_proofs where product_id = holder.id and stored_at is not null) as holder_proofs on true
left join lateral (
  select c.reference from public.support_cases c where c.product_id = claimant.id and c.topic = 'disputed_serial' order by c.case_number desc limit 1) as support_case on true
order by dispute.closed_at is not null, (holder.state = 'stolen') is true desc, dispute.opened_at;
comment on view support.disputes is 'Serials that two companies claim: open ones first, reported stolen ones at the top. Decide with support.resolve_dispute.';
comment on column support.disputes.dispute is 'Id of the dispute; give it to support.resolve_dispute.';
comment on column support.disputes."case" is 'Reference of the support case, as in the mails.';
comment on column support.disputes.state is 'open or closed.';
comment on column support.disputes.reported_stolen is 'True: the company that has the serial reported the product stolen. The claimant does not know; consider the police report before you answer.';
comment on column support.disputes.model is 'Model of the product.';
comment on column support.disputes.serial is 'Serial number as the claimant typed it.';
comment on column support.disputes.claimant is 'Company that claimed the serial second.';
comment on column support.disputes.claimant_account is 'Its account.';
comment on column support.disputes.claimant_product is 'Its product.';
comment on column support.disputes.claimant_bought_on is 'Date it says it bought the product.';
comment on column support.disputes.claimant_dealer is 'Dealer it says it bought from.';
comment on column support.disputes.claimant_proofs is 'How many proofs of purchase it has sent; see support.proofs.';
comment on column support.disputes.holder is 'Company that has the serial now.';
comment on column support.disputes.holder_account is 'Its account.';
comment on column support.disputes.holder_product is 'Its product.';
comment on column support.disputes.holder_bought_on is 'Date it says it bought the product.';
comment on column support.disputes.holder_dealer is 'Dealer it says it bought from.';
comment on column support.disputes.holder_proofs is 'How many proofs of purchase it has sent; see support.proofs.';
comment on column support.disputes.opened_at is 'When the second claim was made.';
comment on column support.disputes.days is 'Days it has been open, or was.';
comment on column support.disputes.outcome is 'claimant = the second company got the serial; holder = the first kept it; withdrawn = the claim was given up.';
comment on column support.disputes.closed_at is 'When it ended.';
comment on column support.disputes.decided_by is 'Member of staff who decided; empty when the companies ended it themselves.';
comment on column support.disputes.reason is 'Why it was decided so.';

create view support.proofs with (security_invoker = on) as
select proof.id as proof, company.company_name as company, proof.account_id as account, proof.product_id as product, model.name as model,
       product.serial_number as serial, proof.file_name as file, proof.content_type as kind, ceil(proof.size_bytes / 1024.0)::integer as kilobytes, proof.stored_at as sent_at
from public.purchase_proofs proof
join public.accounts company on company.id = proof.account_id
join public.products product on product.id = proof.product_id
join public.product_models model on model.id = product.model_id
where proof.stored_at is not null
order by proof.stored_at desc;
comment on view support.proofs is 'Proofs of purchase sent in disputes, newest first. Read one with support.open_proof.';
comment on column support.proofs.proof is 'Id of the file; give it to support.open_proof.';
comment on column support.proofs.company is 'Company that sent it.';
comment on column support.proofs.account is 'Its account.';
comment on column support.proofs.product is 'Product it is about.';
comment on column support.proofs.model is 'Model of the product.';
comment on column support.proofs.serial is 'Serial number as the company typed it.';
comment on column support.proofs.file is 'Name of the file.';
comment on column support.proofs.kind is 'What the file is by its content.';
comment on column support.proofs.kilobytes is 'Its size in kilobytes.';
comment on column support.proofs.sent_at is 'When it arrived.';

create view support.transfers with (security_invoker = on) as
select transfer.id as transfer, transfer.created_at as transferred_at, model.name as model, product.serial_number as serial,
       seller.company_name as seller, transfer.from_account as seller_account, transfer.from_product as seller_product, reversal.points as seller_points,
       buyer.company_name as buyer, transfer.to_account as buyer_account, transfer.to_product as buyer_product, credit.points as buyer_points,
       action.staff as by_staff, action.reason
from private.transfers transfer
join public.products product on product.id = transfer.from_product
join public.product_models model on model.id = product.model_id
join public.accounts seller on seller.id = transfer.from_account
join public.accounts buyer on buyer.id = transfer.to_account
left join public.point_entries reversal on reversal.id = transfer.reversal_id
left join public.point_entries credit on credit.id = transfer.credit_id
left join private.staff_actions action on action.id = transfer.staff_action_id
order by transfer.created_at desc;
comment on view support.transfers is 'Products that went from one company to another, newest first.';
comment on column support.transfers.transfer is 'Id of the transfer.';
comment on column support.transfers.transferred_at is 'When it happened.';
comment on column support.transfers.model is 'Model of the product.';
comment on column support.transfers.serial is 'Serial number as the seller typed it.';
comment on column support.transfers.seller is 'Company that gave the product away.';
comment on column support.transfers.seller_account is 'Its account.';
comment on column support.transfers.seller_product is 'Its product, marked as sold.';
comment on column support.transfers.seller_points is 'Points it lost; empty when the product earned nothing.';
comment on column support.transfers.buyer is 'Company that took it over.';
comment on column support.transfers.buyer_account is 'Its account.';
comment on column support.transfers.buyer_product is 'The product it became there.';
comment on column support.transfers.buyer_points is 'Points it earned at once; empty while something is missing.';
comment on column support.transfers.by_staff is 'Member of staff who moved it; empty when the companies used a link.';
comment on column support.transfers.reason is 'Why staff moved it.';
