-- Proofs of purchase: for products in a dispute, by their company's keepers, read by that company and through a link of staff's.
select plan(40);

select tests.create_company('first');
select tests.create_company('second');
select tests.create_company('third');
select tests.create_model('M-1', 100);
select tests.register('one', 'first', 'M-1', 'A1');
select tests.register('two', 'second', 'M-1', 'A1');
select tests.register('calm', 'first', 'M-1', 'B1');
insert into support.staff (email, name) values ('desk@cps.example', 'Saara');
create table tests.kept (name text primary key, id uuid, is_stored boolean, link text);
grant all on tests.kept to public;
-- Notes a proof of 6 bytes ('abcdef') as the function `claims` does.
create function tests.begin_proof(name text, person text, product text) returns boolean language sql as $$
  insert into tests.kept (name, id, is_stored)
  select begin_proof.name, (answer ->> 'id')::uuid, (answer ->> 'is_stored')::boolean
  from service.begin_proof(tests.id(person), tests.id(product), 'kuitti.pdf', 'application/pdf', 6, encode(sha256('abcdef'), 'hex'), 'database') answer
  on conflict (name) do update set id = excluded.id, is_stored = excluded.is_stored
  returning is_stored
$$;
create function tests.kept_id(name text) returns uuid language sql as $$ select id from tests.kept k where k.name = kept_id.name $$;
grant execute on function tests.begin_proof, tests.kept_id to public;

select tests.act_as_service();
select is(service.require_proof_place(tests.id('products@second.example'), tests.id('two')), tests.id('second'), 'a product keeper of the claimant may add proof');
select is(service.require_proof_place(tests.id('owner@first.example'), tests.id('one')), tests.id('first'), 'and an owner of the holder');
select throws_ok($$ select service.require_proof_place(tests.id('viewer@second.example'), tests.id('two')) $$, 'PT403', 'not_allowed', 'a viewer not');
select throws_ok($$ select service.require_proof_place(tests.id('owner@first.example'), tests.id('two')) $$, 'PT404', 'product_not_found', 'nor the other company');
select throws_ok($$ select service.require_proof_place(null, tests.id('two')) $$, 'PT404', 'product_not_found', 'nor nobody');
select throws_ok($$ select service.require_proof_place(tests.id('owner@first.example'), tests.id('calm')) $$, 'PT409', 'dispute_not_open', 'a product without a dispute needs no proof');
select throws_ok($$ select tests.begin_proof('x', 'viewer@second.example', 'two') $$, 'PT403', 'not_allowed', 'nor is an upload begun by who may not');
select tests.act_as_admin();
select is((select count(*) from public.purchase_proofs), 0::bigint, 'nothing was noted');

-- In pieces.
select tests.act_as_service();
select is(tests.begin_proof('receipt', 'owner@second.example', 'two'), false, 'an upload begins');
select throws_ok($$ select service.finish_proof(tests.kept_id('receipt')) $$, 'PT404', 'proof_not_found', 'without its bytes it is not finished');
select service.put_proof_piece(tests.kept_id('receipt'), 1, encode('def', 'base64')), service.put_proof_piece(tests.kept_id('receipt'), 0, encode('xyz', 'base64'));
select throws_ok($$ select service.finish_proof(tests.kept_id('receipt')) $$, 'PT404', 'proof_not_found', 'nor with other bytes than announced');
select throws_ok($$ select service.find_proof(tests.id('owner@second.example'), tests.kept_id('receipt'), null) $$, 'PT404', 'proof_not_found', 'and nobody reads it');
select tests.act_as('owner@second.example');
select is((select count(*) from public.purchase_proofs), 0::bigint, 'nor sees it');
select tests.act_as_service();
select service.put_proof_piece(tests.kept_id('receipt'), 0, encode('abc', 'base64'));
select lives_ok($$ select service.finish_proof(tests.kept_id('receipt')) $$, 'a piece sent again replaces itself, then the file is whole');
select is(tests.begin_proof('receipt', 'owner@second.example', 'two'), true, 'the same file again is there already');
select service.put_proof_piece(tests.kept_id('receipt'), 0, encode('xyz', 'base64'));
select is(convert_from(decode(service.read_proof_piece(tests.kept_id('receipt'), 0), 'base64'), 'UTF8'), 'abc', 'and is not written over');
select is(service.read_proof_piece(tests.kept_id('receipt'), 2), null, 'after the last piece comes none');

-- Who reads it.
select is(service.find_proof(tests.id('viewer@second.example'), tests.kept_id('receipt'), null) - 'id',
  '{"file_name": "kuitti.pdf", "content_type": "application/pdf", "size_bytes": 6, "storage": "database"}', 'everybody of its company');
select throws_ok($$ select service.find_proof(tests.id('owner@first.example'), tests.kept_id('receipt'), null) $$, 'PT404', 'proof_not_found', 'not the other side');
select throws_ok($$ select service.find_proof(null, tests.kept_id('receipt'), null) $$, 'PT404', 'proof_not_found', 'not without a name');
select throws_ok($$ select service.find_proof(null, tests.kept_id('receipt'), encode(sha256('guess'), 'hex')) $$, 'PT404', 'proof_not_found', 'not with a guess');
select tests.act_as('viewer@second.example');
select results_eq($$ select product_id, file_name, content_type, size_bytes from public.purchase_proofs $$, $$ values (tests.id('two'), 'kuitti.pdf', 'application/pdf', 6) $$, 'its company sees it in the list');
select throws_ok('select sha256 from public.purchase_proofs', '42501', null, 'without what is only for us');
select throws_ok('select from private.proof_files', '42501', null, 'and not the bytes');
select throws_ok($$ delete from public.purchase_proofs $$, '42501', null, 'nobody takes a proof away');
select tests.act_as('owner@first.example');
select is((select count(*) from public.purchase_proofs), 0::bigint, 'the other side sees none');
select tests.act_as('owner@third.example');
select is((select count(*) from public.purchase_proofs), 0::bigint, 'nor do others');
select tests.act_as_admin();
select results_eq($$ select company, file, kind, kilobytes from support.proofs $$, $$ values ('second', 'kuitti.pdf', 'application/pdf', 1) $$, 'staff see that it is there');
select is((select claimant_proofs from support.disputes), 1::bigint, 'and how many there are');

-- Staff read it by a link that ends.
select throws_ok($$ select support.open_proof(tests.kept_id('receipt'), 'no', 'desk@cps.example') $$, 'PT422', 'reason_missing', 'with a reason');
select throws_ok($$ select support.open_proof(tests.kept_id('receipt'), 'Dispute of A1', 'nobody@cps.example') $$, 'PT403', 'staff_unknown', 'and a name');
select throws_ok($$ select support.open_proof(tests.id('nothing'), 'Dispute of A1', 'desk@cps.example') $$, 'PT404', 'proof_not_found', 'and only what is there');
select is((select count(*) from private.proof_links), 0::bigint, 'no link was made');
update tests.kept set link = support.open_proof(id, 'Dispute of A1', 'desk@cps.example');
select matches((select link from tests.kept), '^/functions/v1/claims\?token=[0-9a-f]{64}$', 'the link is a path with a token');
select is((select array_agg(action || ': ' || reason) from private.staff_actions), array['open_proof: Dispute of A1'], 'and is in the log');
select tests.act_as_service();
create function pg_temp.hash_of_link() returns text language sql as $$ select encode(sha256(convert_to(right(link, 64), 'UTF8')), 'hex') from tests.kept $$;
select is(service.find_proof(null, null, pg_temp.hash_of_link()) ->> 'file_name', 'kuitti.pdf', 'it opens the file');
select tests.act_as_admin();
update private.proof_links set expires_at = now();
select tests.act_as_service();
select throws_ok($$ select service.find_proof(null, null, pg_temp.hash_of_link()) $$, 'PT404', 'proof_not_found', 'for ten minutes');

-- What broke off is forgotten, and a decided dispute takes no more.
select tests.act_as_admin();
insert into public.purchase_proofs (account_id, product_id, file_name, content_type, size_bytes, sha256, storage, created_at)
values (tests.id('second'), tests.id('two'), 'half.png', 'image/png', 9, 'x', 'database', now() - interval '2 hours');
select tests.act_as_service();
select tests.begin_proof('again', 'owner@second.example', 'two');
select tests.act_as_admin();
select is((select count(*) from public.purchase_proofs), 1::bigint, 'an upload that broke off an hour ago is forgotten');
update public.products set claim = 'lost' where id = tests.id('two');
select tests.act_as_service();
select throws_ok($$ select tests.begin_proof('late', 'owner@second.example', 'two') $$, 'PT409', 'dispute_not_open', 'a dispute that is over takes no proof');
select tests.act_as_admin();
select throws_ok($$ insert into public.purchase_proofs (account_id, product_id, file_name, content_type, size_bytes, sha256, storage)
  values (tests.id('second'), tests.id('two'), '../x', 'application/pdf', 10485761, 'y', 'database') $$, '23514', null, 'names with paths and files above 10 MB are refused by the table as well');

select * from finish();
