-- Expand: releases that do not know venues leave them null.
alter table performance add column venue varchar(100) null;
