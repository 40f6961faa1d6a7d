-- Money that came for memberships that had ended already.
select * from support.paid_after_end order by paid_at desc;
