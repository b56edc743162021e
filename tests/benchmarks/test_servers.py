"""Where the benchmarks find their database, and what they set up beside it."""

from benchmarks.servers import Database, free_port, production


def test_an_address_is_read_as_psycopg2_wants_it() -> None:
    assert Database("postgres://a:b@127.0.0.1:5433/bench").dsn == (
        "dbname='bench' user='a' password='b' host='127.0.0.1' port='5433'"
    )
    assert Database("postgres://portal@%2Ftmp%2Fx/portal").dsn == "dbname='portal' user='portal' host='/tmp/x'"


def test_the_portal_is_started_with_the_settings_of_production() -> None:
    settings = production(Database("postgres://a@b/c"), 8001)
    assert settings["PRODUCTION"] == "1"
    assert settings["DATABASE_URL"] == "postgres://a@b/c"
    assert len(settings["SECRET_KEY"]) > 50
    assert production(Database("postgres://a@b/c"), 8002)["SECRET_KEY"] == settings["SECRET_KEY"]


def test_a_free_port_is_free() -> None:
    assert 1024 < free_port() < 65536
