// SPDX-License-Identifier: BSL-1.0
#include <tenon/log/sink.hpp>
#include <tenon/log/spdlog.hpp>

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <string>
#include <string_view>

// Debian's libspdlog-dev can't be installed beside Catch2 3: where there is no spdlog, its likeness is told.
#if __has_include(<spdlog/logger.h>)
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <sstream>
#endif

namespace {

class likeness {
public:
    enum class levels { trace, debug, info, warn, err };

    explicit likeness(std::string& text) : text_(text) {}
    [[nodiscard]] levels level() const { return levels::debug; }
    void trace(std::string_view line) { add("trace ", line); }
    void debug(std::string_view line) { add("debug ", line); }
    void warn(std::string_view line) { add("warning ", line); }
    void error(std::string_view line) { add("error ", line); }

private:
    void add(const char* level, std::string_view line) { ((text_ += level) += line) += '\n'; }

    std::string& text_;
};

void tell(const tenon::event_sink& sink) {
    tenon::statement_event event;
    event.sql = "SELECT '{}'";  // braces are text
    event.purpose = "report";
    sink(event);
    event.slow = true;
    sink(event);
    tenon::error why;
    why.code = "BUSY";
    why.message = "locked";
    event.failure = &why;
    sink(event);
    sink(tenon::session_event{});  // trace: not at this level
    tenon::session_event retried;
    retried.action = tenon::session_action::retried;
    sink(retried);
}

constexpr std::string_view expected =
    "debug 0.000 ms, 0 rows [purpose: report; SQL: SELECT '{}']\n"
    "warning slow: 0.000 ms, 0 rows [purpose: report; SQL: SELECT '{}']\n"
    "error slow: 0.000 ms, 0 rows, BUSY: locked [purpose: report; SQL: SELECT '{}']\n"
    "warning 0.000 ms, read session to be retried\n";

}  // namespace

TEST_CASE("a logger gets a line per event, at the level that it deserves") {
    std::string text;
    tell(tenon::spdlog_sink(std::make_shared<likeness>(text)));
    CHECK(text == expected);
}

#if __has_include(<spdlog/logger.h>)
TEST_CASE("spdlog's own logger does, too") {
    std::ostringstream text;
    const auto logger =
        std::make_shared<spdlog::logger>("tenon", std::make_shared<spdlog::sinks::ostream_sink_mt>(text));
    logger->set_pattern("%l %v");
    logger->set_level(spdlog::level::debug);
    tell(tenon::spdlog_sink(logger));
    CHECK(text.str() == expected);
}
#endif
