-- What is owed in each currency, by how late it is.
select * from support.receivables_by_age order by currency;
