-- INSERT
insert into performance (title, starts_at)
values (:title, :startsAt);

-- FIND
select id, title, starts_at
from performance
where id = :id;

-- LIST
select id, title, starts_at
from performance
order by starts_at, id
limit :limit offset :offset;

-- COUNT
select count(*) from performance;

-- DELETE
delete from performance where id = :id;
