-- A recurring task is done by one run at a time; a run that died does not stop it for long.
select * from no_plan();

select tests.act_as_service();
create temporary table leases as select service.take_job_lease('charges', 60) as holder;
select isnt(holder, null, 'a task nobody does is taken') from leases;
select is(service.take_job_lease('charges', 60), null, 'and by nobody else');
select isnt(service.take_job_lease('mails', 60), null, 'another task is another matter');
select service.release_job_lease('charges', tests.id('somebody else'));
select is(service.take_job_lease('charges', 60), null, 'only who has it gives it back');
select service.release_job_lease('charges', holder) from leases;
select isnt(service.take_job_lease('charges', -1), null, 'then it can be taken again');
select isnt(service.take_job_lease('charges', 60), null, 'and from a run that died');

select * from finish();
