-- INSERT
insert into performance (title, venue, starts_at)
values (:title, :venue, :startsAt);

-- FIND
select id, title, venue, starts_at
from performance
where id = :id;

-- LIST
select id, title, venue, starts_at
from performance
order by starts_at, id
limit :limit offset :offset;

-- COUNT
select count(*) from performance;

-- DELETE
delete from performance where id = :id;
