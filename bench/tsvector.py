"""The peer of the search: one table with a weighted `german` tsvector and a GIN index, in the same PostgreSQL."""

from typing import Any

OWN_TABLE = """
    CREATE TABLE bench_offers AS
    SELECT service.id, location.latitude::float AS latitude, location.longitude::float AS longitude,
        setweight(to_tsvector('german', service.name), 'A') ||
        setweight(to_tsvector('german', organization.name), 'B') ||
        setweight(to_tsvector('german', service.summary || ' ' || service.description), 'C') ||
        setweight(to_tsvector('german', coalesce(terms.names, '')), 'A') AS words,
        terms.ids AS terms
    FROM directory_service service
    JOIN directory_organization organization ON organization.id = service.organization_id
    JOIN directory_serviceatlocation site ON site.service_id = service.id
    JOIN directory_location location ON location.id = site.location_id
    LEFT JOIN LATERAL (
        SELECT string_agg(term.name, ' ') AS names, array_agg(term.id) AS ids
        FROM directory_attribute attribute JOIN directory_taxonomyterm term ON term.id = attribute.term_id
        WHERE attribute.service_id = service.id
    ) terms ON true;
    CREATE INDEX bench_offers_words ON bench_offers USING gin (words);
    ANALYZE bench_offers;
"""
MATCHING = "FROM bench_offers WHERE words @@ plainto_tsquery('german', %(what)s)"
DISTANCE = """asin(sqrt(
    power(sin(radians(latitude - %(latitude)s) / 2), 2) + cos(radians(latitude)) * cos(radians(%(latitude)s))
    * power(sin(radians(longitude - %(longitude)s) / 2), 2)))"""
RANK = "-ts_rank(words, plainto_tsquery('german', %(what)s))"
FACETS = f"SELECT term, count(*) FROM (SELECT unnest(terms) AS term {MATCHING}) found GROUP BY term"


def ask(what: str, where: Any) -> None:
    """Total, 20 rows by rank or distance, and facet counts."""
    from django.db import connection

    values: dict[str, Any] = {"what": what}
    if where is not None:
        values |= {"latitude": where.point.latitude, "longitude": where.point.longitude}
    order = RANK if where is None else DISTANCE
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, count(*) OVER () {MATCHING} ORDER BY {order}, id LIMIT 20", values
        )
        cursor.fetchall()
        cursor.execute(FACETS, values)
        cursor.fetchall()


def make_table() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(OWN_TABLE)
