-- Factories with valid defaults, and actors. Run before each file in its transaction, so that nothing of it stays.
-- Ids are made from names: tests.id('kuvaamo') is the company of that name, tests.id('owner@kuvaamo.example') that person.

create schema tests;

create function tests.id(name text) returns uuid language sql immutable as $$
  select md5(name)::uuid
$$;

-- A person with a confirmed address and an open session.
create function tests.create_person(address text) returns uuid language plpgsql as $$
begin
  insert into auth.users (id, email, email_confirmed_at) values (tests.id(address), address, now()) on conflict do nothing;
  insert into auth.sessions (id, user_id) values (tests.id('session of ' || address), tests.id(address)) on conflict do nothing;
  return tests.id(address);
end
$$;

-- A company and its owner. Business ids are not unique: two accounts of one company are no error.
create function tests.create_account(name text, owner text, country text default 'FI', legacy_email text default null)
returns uuid language plpgsql as $$
begin
  insert into public.accounts (id, company_name, business_id, country, contact_name, email, legacy_email, locale, terms_accepted_at)
  values (tests.id(name), name, case country when 'FI' then '1234567-1' else '12345678' end, country, 'Aino Virta', owner,
          create_account.legacy_email, 'fi', now());
  insert into public.account_members (account_id, user_id, role) values (tests.id(name), tests.create_person(owner), 'owner');
  return tests.id(name);
end
$$;

create function tests.add_member(account text, address text, role public.account_role) returns void language sql as $$
  insert into public.account_members (account_id, user_id, role) values (tests.id(account), tests.create_person(address), add_member.role)
$$;

-- A company with one person of each role: owner@, billing@, products@ and viewer@<name>.example.
create function tests.create_company(name text, country text default 'FI') returns uuid language plpgsql as $$
begin
  perform tests.create_account(name, 'owner@' || name || '.example', country);
  perform tests.add_member(name, 'billing@' || name || '.example', 'billing');
  perform tests.add_member(name, 'products@' || name || '.example', 'products');
  perform tests.add_member(name, 'viewer@' || name || '.example', 'viewer');
  return tests.id(name);
end
$$;

-- A model of the catalogue; its id is tests.id(code).
create function tests.create_model(code text, points integer default 100, serial_pattern text default '^[A-Z0-9]{1,20}$', strips_leading_zeros boolean default false)
returns uuid language sql as $$
  insert into public.product_models (id, code, name, category, points, serial_pattern, serial_example, strips_leading_zeros)
  values (tests.id(create_model.code), create_model.code, 'Model ' || create_model.code, 'body', create_model.points, create_model.serial_pattern,
          case when '1234567' ~ create_model.serial_pattern then '1234567' else '123456789012' end, create_model.strips_leading_zeros)
  returning id
$$;

-- A product named `name`. Complete unless asked otherwise (the dealer is what then is missing).
create function tests.register(name text, account text, model text, serial text, complete boolean default true) returns uuid language sql as $$
  insert into public.products (id, account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
  values (tests.id(name), tests.id(account), tests.id(model), serial, date '2024-05-02', 'FI', case when complete then 'Kuvakulma Helsinki' end)
  returning id
$$;

create function tests.give_points(account text, points integer) returns void language sql as $$
  insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
  values (tests.id(account), 'adjustment', give_points.points, 0, 'test:' || gen_random_uuid(), 'Given by a test')
$$;

-- Billing details as the form sends them.
create function tests.billing() returns jsonb language sql immutable as $$
  select '{"legal_name": "Kuvaamo Oy", "address_line1": "Kuvakatu 1", "postal_code": "00100", "city": "Helsinki", "country": "FI",
           "invoice_email": "Laskut@Kuvaamo.example"}'::jsonb
$$;

-- Joins a tier as the company's owner.
create function tests.join_tier(account text, tier text, pay_by text default 'card') returns jsonb language sql as $$
  select service.start_membership(tests.id('owner@' || account || '.example'), tests.id(account), tier, pay_by, true, tests.billing())
$$;

-- Definer, so that an actor can look at what he may not read.
create function tests.balance(account text) returns integer language sql security definer as $$
  select coalesce((select balance from public.point_balances where account_id = tests.id(account)), 0)
$$;
create function tests.sum_of_entries(account text) returns integer language sql security definer as $$
  select coalesce(sum(points), 0)::integer from public.point_entries where account_id = tests.id(account)
$$;

-- Runs a statement as the current actor. Out: number of rows it touched.
create function tests.count_touched(statement text) returns integer language plpgsql as $$
declare
  touched integer;
begin
  execute statement;
  get diagnostics touched = row_count;
  return touched;
end
$$;

-- How many rows of a table or view that belong to a company the current actor sees; -1 when he may not read it at all.
create function tests.count_rows(relation text, account text) returns integer language plpgsql as $$
declare
  seen integer;
begin
  execute format('select count(*) from public.%I where %I = $1', relation, case relation when 'accounts' then 'id' else 'account_id' end)
    into seen using tests.id(account);
  return seen;
exception when insufficient_privilege then
  return -1;
end
$$;

-- A company with one row in every table that belongs to companies: 500 points, a Silver membership, an invoice, a card, a case.
create function tests.create_member_company(name text) returns uuid language plpgsql as $$
begin
  perform tests.create_company(name);
  perform tests.create_model('M-' || upper(name), 500);
  perform tests.register('camera of ' || name, name, 'M-' || upper(name), '1234567');
  perform tests.join_tier(name, 'silver');
  perform service.attach_customer(tests.id(name), 'cus_' || name), service.save_card('cus_' || name, 'pm_' || name, 'visa', '4242', 12, 2030);
  perform service.mirror_invoice(jsonb_build_object('stripe_invoice_id', 'in_' || name, 'stripe_customer_id', 'cus_' || name, 'status', 'open',
    'number', 'CPS-1', 'currency', 'eur', 'subtotal_minor', 9900, 'tax_minor', 0, 'total_minor', 9900, 'amount_due_minor', 9900, 'amount_paid_minor', 0));
  perform service.open_support_case(tests.id('case of ' || name), tests.id('owner@' || name || '.example'), tests.id(name), 'other', 'Aino Virta',
    'aino@' || name || '.example', 'Hello', 'fi', 'desk@cps.example');
  return tests.id(name);
end
$$;

create function tests.become(role text, claims jsonb) returns void language plpgsql as $$
begin
  -- Hosted projects read the claims as one object, the embedded API one by one.
  perform set_config('request.jwt.claims', claims::text, true), set_config('request.jwt.claim.sub', coalesce(claims ->> 'sub', ''), true),
          set_config('request.jwt.claim.role', role, true), set_config('role', role, true);
end
$$;

create function tests.act_as(address text) returns void language sql as $$
  select tests.become('authenticated', jsonb_build_object(
    'sub', tests.id(address), 'role', 'authenticated', 'session_id', tests.id('session of ' || address), 'email', address))
$$;
create function tests.act_as_anonymous() returns void language sql as $$
  select tests.become('anon', '{"role": "anon"}')
$$;
create function tests.act_as_service() returns void language sql as $$
  select tests.become('service_role', '{"role": "service_role"}')
$$;

-- The staff member in the dashboard: all rights, no claims.
create function tests.act_as_admin() returns void language sql as $$
  select tests.become('none', '{}')
$$;

-- Ends a person's session while his token is still good.
create function tests.sign_out(address text) returns void language sql as $$
  delete from auth.sessions where user_id = tests.id(address)
$$;

-- A print of every row of every table of ours; definer, so that it sees them all. Left out is what the stack's own jobs
-- write meanwhile: quotas, turns and the nightly comparison.
create function tests.fingerprint() returns text language plpgsql security definer as $$
declare
  relation regclass;
  print text;
  prints text := '';
begin
  for relation in select oid from pg_class where relkind = 'r' and relnamespace = any (array['public', 'private', 'support', 'auth']::regnamespace[])
    and oid <> all (array['private.quotas', 'private.job_leases', 'private.reconciliations']::regclass[]) order by oid loop
    execute format('select md5(string_agg(line::text, chr(10) order by line::text)) from %s as line', relation) into print;
    prints := prints || relation || coalesce(print, '-');
  end loop;
  return md5(prints);
end
$$;

-- Every refusal is looked at afterwards: it stands in the place of pgTAP's own, and stops the file when anything has changed.
create function tests.throws_ok(statement text, state character, message text, description text) returns text language plpgsql as $$
declare
  before text := tests.fingerprint();
  answer text := tap.throws_ok(statement, state, message, description);
begin
  if tests.fingerprint() is distinct from before then
    raise exception 'Refused, but something has changed: %', statement;
  end if;
  return answer;
end
$$;

grant usage on schema tests to public;
grant execute on all functions in schema tests to public;

-- Two people of the support desk: veera@ and onni@desk.example.
create function tests.create_desk() returns void language sql as $$
  insert into support.staff (email, name) values ('veera@desk.example', 'Veera Aho'), ('onni@desk.example', 'Onni Laine')
$$;

-- The code that was mailed for the newest request of the desk.
create function tests.newest_code() returns text language sql as $$
  select data ->> 'code' from private.mail_outbox where kind = 'support_approval' order by (data ->> 'request')::bigint desc limit 1
$$;
create function tests.newest_request() returns bigint language sql as $$
  select max(request) from support.approvals
$$;

-- The second person consents to the newest request. Out: what confirm answers.
create function tests.consent(staff text default 'onni@desk.example') returns text language sql as $$
  select support.confirm(tests.newest_request(), tests.newest_code(), staff)
$$;
