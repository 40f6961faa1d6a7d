-- R16: an address that confirmed nothing never becomes the sign-in address, which old products move to.
select plan(4);

select tests.create_account('kuvaamo', 'owner@kuvaamo.example');
create function tests.ask_for_change(token_of_current text, token_of_new text) returns void language sql as $$
  update auth.users set email_change = 'old@other.example', email_change_token_current = token_of_current, email_change_token_new = token_of_new
  where id = tests.id('owner@kuvaamo.example')
$$;
create function tests.change_address() returns void language sql as $$
  update auth.users set email = email_change, email_change = '', email_change_token_current = '', email_change_token_new = ''
  where id = tests.id('owner@kuvaamo.example')
$$;
create function tests.address() returns text language sql as $$
  select email from auth.users where id = tests.id('owner@kuvaamo.example')
$$;

select tests.ask_for_change('unused', 'unused too');
select throws_ok($$ select tests.change_address() $$, 'PT403', 'not_allowed', 'one confirmation of two does not change an address');
select is(tests.address(), 'owner@kuvaamo.example', 'it stays as it was');
select tests.ask_for_change('', 'used by this very statement');
select lives_ok($$ select tests.change_address() $$, 'the second confirmation changes it');
select is(tests.address(), 'old@other.example', 'to the new one');

select * from finish();
