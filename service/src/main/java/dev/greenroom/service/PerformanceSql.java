package dev.greenroom.service;

/**
 * Every statement that this release sends to the database. The list is on record in the tests: the release after this
 * one has to prove that its schema still answers them, since a rollback brings them back.
 */
enum PerformanceSql {
    INSERT("""
            insert into performance (title, venue, starts_at)
            values (:title, :venue, :startsAt)"""),
    FIND("""
            select id, title, venue, starts_at
            from performance
            where id = :id"""),
    LIST("""
            select id, title, venue, starts_at
            from performance
            order by starts_at, id
            limit :limit offset :offset"""),
    COUNT("select count(*) from performance"),
    DELETE("delete from performance where id = :id");

    private final String text;

    PerformanceSql(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
