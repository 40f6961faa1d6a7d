-- Why: product.md names twenty member countries; purchases happen in more.

insert into public.countries (code, is_member_country, currency, time_zone) values
  ('AT', true, 'EUR', 'Europe/Vienna'), ('BE', true, 'EUR', 'Europe/Brussels'), ('CH', true, 'CHF', 'Europe/Zurich'),
  ('CZ', true, 'CZK', 'Europe/Prague'), ('DE', true, 'EUR', 'Europe/Berlin'), ('DK', true, 'DKK', 'Europe/Copenhagen'),
  ('ES', true, 'EUR', 'Europe/Madrid'), ('FI', true, 'EUR', 'Europe/Helsinki'), ('FR', true, 'EUR', 'Europe/Paris'),
  ('GB', true, 'GBP', 'Europe/London'), ('HU', true, 'HUF', 'Europe/Budapest'), ('IE', true, 'EUR', 'Europe/Dublin'),
  ('IT', true, 'EUR', 'Europe/Rome'), ('LU', true, 'EUR', 'Europe/Luxembourg'), ('NL', true, 'EUR', 'Europe/Amsterdam'),
  ('NO', true, 'NOK', 'Europe/Oslo'), ('PL', true, 'PLN', 'Europe/Warsaw'), ('PT', true, 'EUR', 'Europe/Lisbon'),
  ('SE', true, 'SEK', 'Europe/Stockholm'), ('SK', true, 'EUR', 'Europe/Bratislava');

insert into public.countries (code)
select unnest(array['AU', 'BG', 'CA', 'CY', 'EE', 'GR', 'HR', 'IS', 'JP', 'LI', 'LT', 'LV', 'MT', 'NZ', 'RO', 'SG', 'SI', 'TR', 'UA', 'US']);

insert into public.programme_settings default values;
