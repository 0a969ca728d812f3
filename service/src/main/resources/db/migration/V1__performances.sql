create table performance (
    id        bigint       not null auto_increment primary key,
    title     varchar(200) not null,
    starts_at datetime(6)  not null,
    index performance_by_start (starts_at, id)
) character set utf8mb4;
