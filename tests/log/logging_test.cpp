// SPDX-License-Identifier: BSL-1.0
#include <tenon/log/logging.hpp>

#include "../sqlite/scratch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

using namespace std::chrono_literals;

namespace {

/// What is written to stderr while a call runs.
template <class Call>
std::string written_by(Call call) {
    const scratch dir;
    const std::string path = dir / "stderr";
    std::fflush(stderr);
    const int before = dup(2);
    std::FILE* const file = std::fopen(path.c_str(), "w");
    dup2(fileno(file), 2);
    call();
    std::fflush(stderr);
    dup2(before, 2);
    close(before);
    std::fclose(file);
    std::ifstream text(path);
    return {std::istreambuf_iterator<char>(text), {}};
}

tenon::statement_event statement() {
    tenon::statement_event event;
    event.purpose = "report";
    event.module_name = "standard.shop";
    event.sql = "SELECT id\n  FROM orders";
    event.duration = 1234us;
    event.rows = 3;
    event.runs = 1;
    return event;
}

}  // namespace

TEST_CASE("an event is one line") {
    tenon::statement_event event = statement();
    CHECK(tenon::event_line(event) ==
          "1.234 ms, 3 rows [purpose: report; module: standard.shop; SQL: SELECT id FROM orders]");
    event.rows = 1;
    event.runs = 4;
    event.slow = true;
    CHECK(tenon::event_line(event).starts_with("slow: 1.234 ms, 1 row by 4 runs [purpose"));
    tenon::error why;
    why.code = "BUSY";
    why.message = "database is locked";
    event.failure = &why;
    CHECK(contains(tenon::event_line(event), ", BUSY: database is locked [purpose"));

    tenon::session_event session;
    session.purpose = "place order";
    session.writes = true;
    session.action = tenon::session_action::committed;
    session.duration = 2ms;
    CHECK(tenon::event_line(session) == "2.000 ms, integrity session committed [purpose: place order]");
    session.writes = false;
    session.action = tenon::session_action::ended;
    CHECK(tenon::event_line(session).starts_with("2.000 ms, read session ended"));
    session.action = tenon::session_action::retried;
    session.failure = &why;
    CHECK(contains(tenon::event_line(session), "to be retried, BUSY: database is locked"));
}

TEST_CASE("echo writes each event to stderr") {
    tenon::logging log;
    CHECK_FALSE(log.active());
    log.echo = true;
    CHECK(log.active());
    const std::string text = written_by([&] {
        log.take(statement());
        log.take(tenon::session_event{});
    });
    CHECK(text ==
          "tenon: 1.234 ms, 3 rows [purpose: report; module: standard.shop; SQL: SELECT id FROM orders]\n"
          "tenon: 0.000 ms, read session begun\n");
}

TEST_CASE("without echo and sink the slow ones are written") {
    tenon::logging log;
    log.slow_query = 2ms;
    CHECK(log.active());
    tenon::statement_event slow = statement();
    slow.duration = 2ms;
    const std::string text = written_by([&] {
        log.take(statement());
        log.take(slow);
        log.take(tenon::session_event{});
    });
    CHECK(text.starts_with("tenon: slow: 2.000 ms, 3 rows"));
    CHECK(text.find('\n') == text.size() - 1);
    int marked = 0, all = 0;
    log.sink = [&](const tenon::statement_event& event) {
        ++all;
        marked += event.slow ? 1 : 0;
    };
    CHECK(written_by([&] {
              log.take(statement());
              log.take(slow);
          }).empty());
    CHECK(all == 2);
    CHECK(marked == 1);
}
