-- Why: who claims a serial, and who holds it, may show a receipt. Files are personal: only that company and the support desk ever read them.
-- The bytes lie in a private bucket where the project has one, else here, in pieces; the functions reach both by one interface (_shared/proofs).

create table public.purchase_proofs (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references public.accounts (id) on delete restrict,
  product_id uuid not null references public.products (id) on delete restrict,
  file_name text not null,
  content_type text not null,
  size_bytes integer not null,
  sha256 bytea not null,
  storage text not null,
  uploaded_by uuid,
  created_at timestamptz not null default now(),
  stored_at timestamptz,
  constraint purchase_proofs_name_is_line check (length(btrim(file_name)) between 1 and 120 and file_name !~ '[[:cntrl:]/\\]'),
  constraint purchase_proofs_type_known check (content_type in ('application/pdf', 'image/jpeg', 'image/png', 'image/heic')),
  constraint purchase_proofs_size_limited check (size_bytes between 1 and 10485760),
  constraint purchase_proofs_storage_known check (storage in ('bucket', 'database')),
  constraint purchase_proofs_once unique (product_id, sha256)
);
comment on table public.purchase_proofs is 'Receipts and the like shown in a dispute about a serial. Staff read them with support.open_proof.';
comment on column public.purchase_proofs.content_type is 'What the file is by its content, whatever its name said.';
comment on column public.purchase_proofs.storage is 'Where the bytes are: the private bucket, under the id, or private.proof_files.';
comment on column public.purchase_proofs.stored_at is 'When the last byte had arrived; without it the upload broke off and nobody sees the row.';
create index purchase_proofs_account on public.purchase_proofs (account_id, created_at desc);

create table private.proof_files (
  proof_id uuid not null references public.purchase_proofs (id) on delete restrict,
  position integer not null,
  content bytea not null,
  primary key (proof_id, position),
  constraint proof_files_piece_size check (octet_length(content) between 1 and 1048576),
  constraint proof_files_position_positive check (position between 0 and 99)
);
comment on table private.proof_files is 'Bytes of proofs in pieces of at most 1 MB, for projects without a bucket.';
-- Receipts are compressed already.
alter table private.proof_files alter column content set storage external;

create table private.proof_links (
  token_hash bytea primary key,
  proof_id uuid not null references public.purchase_proofs (id) on delete restrict,
  staff_action_id bigint not null references private.staff_actions (id) on delete restrict,
  expires_at timestamptz not null
);
comment on table private.proof_links is 'Links by which staff read a proof, ten minutes long; only a hash of each is kept.';
create index proof_links_proof on private.proof_links (proof_id);
create index proof_links_action on private.proof_links (staff_action_id);

alter table public.purchase_proofs enable row level security;
create policy "Members see their company's proofs of purchase" on public.purchase_proofs for select to authenticated
  using (account_id = any ((select private.my_accounts())::uuid[]) and stored_at is not null);
grant select (id, account_id, product_id, file_name, content_type, size_bytes, stored_at) on public.purchase_proofs to authenticated;

-- Says whose product a person may add a proof to. Out: the company, for its quota.
-- Errors: product_not_found (also for another company's), not_allowed by role, dispute_not_open.
create function service.require_proof_place(person uuid, for_product uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  home uuid;
  acts_as public.account_role;
begin
  select product.account_id, member.role into home, acts_as
  from public.products product join public.account_members member on member.account_id = product.account_id and member.user_id = person
  where product.id = for_product;
  if not found then
    raise sqlstate 'PT404' using message = 'product_not_found';
  elsif acts_as not in ('owner', 'products') then
    raise sqlstate 'PT403' using message = 'not_allowed';
  elsif not exists (select from public.dispute_sides where product_id = for_product and closed_at is null) then
    raise sqlstate 'PT409' using message = 'dispute_not_open';
  end if;
  return home;
end
$$;

-- Notes a proof that is about to be stored; the same file again is the same proof. Uploads of this product that broke off are forgotten first.
-- In: person, product, name, type and size in bytes as checked, SHA-256 in hex, 'bucket' or 'database'.
-- Out: {"id": …, "is_stored": true when there is nothing left to do}. Errors: those of require_proof_place.
create function service.begin_proof(person uuid, for_product uuid, file_name text, content_type text, size_bytes integer, sha256_hex text, storage text)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  home uuid := service.require_proof_place(person, for_product);
  noted public.purchase_proofs;
begin
  delete from private.proof_files where proof_id in (
    select id from public.purchase_proofs where product_id = for_product and stored_at is null and created_at < now() - interval '1 hour');
  delete from public.purchase_proofs where product_id = for_product and stored_at is null and created_at < now() - interval '1 hour';
  insert into public.purchase_proofs as proof (account_id, product_id, file_name, content_type, size_bytes, sha256, storage, uploaded_by)
  values (home, for_product, begin_proof.file_name, begin_proof.content_type, begin_proof.size_bytes, decode(sha256_hex, 'hex'), begin_proof.storage, person)
  on conflict (product_id, sha256) do update set file_name = excluded.file_name, storage = case when proof.stored_at is null then excluded.storage else proof.storage end
  returning * into noted;
  return jsonb_build_object('id', noted.id, 'is_stored', noted.stored_at is not null);
end
$$;

-- Stores a piece of a proof that is not whole yet; the same piece again replaces itself.
create function service.put_proof_piece(proof uuid, piece integer, content_base64 text) returns void language sql security definer set search_path = '' as $$
  insert into private.proof_files (proof_id, position, content)
  select noted.id, piece, decode(content_base64, 'base64') from public.purchase_proofs noted where noted.id = proof and noted.stored_at is null
  on conflict (proof_id, position) do update set content = excluded.content
$$;

-- Makes a stored proof visible. In the database its pieces must make up the file. Errors: proof_not_found.
create function service.finish_proof(proof uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  update public.purchase_proofs noted set stored_at = coalesce(noted.stored_at, now())
  where noted.id = proof and (noted.storage = 'bucket' or noted.sha256 = (
    select sha256(string_agg(file.content, ''::bytea order by file.position)) from private.proof_files file where file.proof_id = proof));
  if not found then
    raise sqlstate 'PT404' using message = 'proof_not_found';
  end if;
end
$$;

-- Finds a proof for a member of its company, or for whoever holds a link of staff's. In: person or null, proof or null, SHA-256 of the link's token in hex or null.
-- Out: {"id", "file_name", "content_type", "size_bytes", "storage"}. Errors: proof_not_found, the same for another company's and an old link.
create function service.find_proof(person uuid, proof uuid, token_hash_hex text) returns jsonb language plpgsql stable security definer set search_path = '' as $$
declare
  noted public.purchase_proofs;
begin
  select p.* into noted from public.purchase_proofs p
  where p.stored_at is not null and (
    (p.id = proof and p.account_id in (select account_id from public.account_members where user_id = person))
    or p.id = (select link.proof_id from private.proof_links link where link.token_hash = decode(token_hash_hex, 'hex') and link.expires_at > now()));
  if not found then
    raise sqlstate 'PT404' using message = 'proof_not_found';
  end if;
  return jsonb_build_object('id', noted.id, 'file_name', noted.file_name, 'content_type', noted.content_type, 'size_bytes', noted.size_bytes, 'storage', noted.storage);
end
$$;

-- A piece of a stored file as base64, null after the last one.
create function service.read_proof_piece(proof uuid, piece integer) returns text language sql stable security definer set search_path = '' as $$
  select encode(content, 'base64') from private.proof_files where proof_id = proof and position = piece
$$;

grant execute on function service.require_proof_place, service.begin_proof, service.put_proof_piece, service.finish_proof, service.find_proof,
  service.read_proof_piece to service_role;
