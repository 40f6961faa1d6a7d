-- What must never be: empty.
select * from support.drift;
