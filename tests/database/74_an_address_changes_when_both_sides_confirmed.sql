-- R16: an address that confirmed nothing never becomes the sign-in address, which old products move to.
select plan(7);

select tests.create_account('kuvaamo', 'owner@kuvaamo.example');
create function tests.ask_for_change(new_address text) returns void language sql as $$
  update auth.users set email_change = new_address, email_change_token_current = 'current', email_change_token_new = 'new', email_change_confirm_status = 0
  where id = tests.id('owner@kuvaamo.example')
$$;
create function tests.change_address() returns void language sql as $$
  update auth.users set email = email_change, email_change = '', email_change_token_current = '', email_change_token_new = '', email_change_confirm_status = 0
  where id = tests.id('owner@kuvaamo.example')
$$;
create function tests.address() returns text language sql as $$
  select email from auth.users where id = tests.id('owner@kuvaamo.example')
$$;

select tests.ask_for_change('first@other.example');
select throws_ok($$ select tests.change_address() $$, 'PT403', 'not_allowed', 'one confirmation of two does not change an address');
select throws_ok($$ update auth.users set email_change_token_current = null where id = tests.id('owner@kuvaamo.example') $$, 'PT403', 'not_allowed',
  'nor may the old address''s consent be used up without being counted');
select is(tests.address(), 'owner@kuvaamo.example', 'it stays as it was');

-- As GoTrue does it, in either order.
update auth.users set email_change_token_current = '', email_change_confirm_status = 1 where id = tests.id('owner@kuvaamo.example');
select lives_ok($$ select tests.change_address() $$, 'the new address confirms after the old one');
select is(tests.address(), 'first@other.example', 'and becomes the sign-in address');
select tests.ask_for_change('second@other.example');
update auth.users set email_change_token_new = '', email_change_confirm_status = 1 where id = tests.id('owner@kuvaamo.example');
select lives_ok($$ select tests.change_address() $$, 'or before it');
select is(tests.address(), 'second@other.example', 'with the same end');

select * from finish();
